"""Two peers that synchronise, measured by their own means: Anki (sync server and client) and PouchDB replication.

Anki is taken from this interpreter or from the one that VOFFICE_ANKI_PYTHON names; PouchDB (``pouchdb-core``,
``pouchdb-adapter-memory``, ``pouchdb-replication``) from the ``node_modules`` beside this checkout or under
VOFFICE_NODE_MODULES. A peer that is absent is said loudly and left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_ANKI = """
import json, os, socket, subprocess, sys, time
rows, folder = int(sys.argv[1]), sys.argv[2]
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
server = subprocess.Popen([sys.executable, "-m", "anki.syncserver"], stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL, env=os.environ | {"SYNC_USER1": "mau:mau", "SYNC_HOST": "127.0.0.1",
    "SYNC_PORT": str(port), "SYNC_BASE": folder + "/server"})
from anki.collection import Collection
where = f"http://127.0.0.1:{port}/"
try:
    for _try in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    def opened(name):
        col = Collection(folder + "/" + name + ".anki2")
        return col, col.sync_login(username="mau", password="mau", endpoint=where)
    def sync(col, auth):
        return col.sync_collection(auth, False)
    a, key_a = opened("a")
    out = sync(a, key_a)
    def whole(col, auth, upload):
        col.close_for_full_sync()
        col.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        col.reopen(after_full_sync=True)
    whole(a, key_a, True)
    b, key_b = opened("b")
    sync(b, key_b)
    whole(b, key_b, False)
    kind = a.models.by_name("Basic")
    deck = a.decks.id("Default")
    notes = []
    for n in range(rows):
        note = a.new_note(kind)
        note.fields[0] = f"{n}/SYT-NVY " + "chữ mẫu " * 16
        note.fields[1] = "nội dung mẫu " * 50
        a.add_note(note, deck)
        notes.append(note)
    sync(a, key_a)
    begin = time.perf_counter(); sync(b, key_b); first = time.perf_counter() - begin
    assert b.note_count() == rows, b.note_count()
    deltas = []
    for turn in range(3):
        for note in notes[:100]:
            note.fields[1] = f"sửa {turn}"
        a.update_notes(notes[:100])
        sync(a, key_a)
        begin = time.perf_counter(); sync(b, key_b); deltas.append(time.perf_counter() - begin)
    print(json.dumps({"first": first, "delta": sorted(deltas)[1]}))
finally:
    server.kill(); server.wait()
"""

_POUCH = """
const PouchDB = require('pouchdb-core');
PouchDB.plugin(require('pouchdb-adapter-memory')).plugin(require('pouchdb-replication'));
const rows = Number(process.argv[1]);
(async () => {
  const a = new PouchDB('a', {adapter: 'memory'}), b = new PouchDB('b', {adapter: 'memory'});
  const body = 'nội dung mẫu '.repeat(80);
  for (let first = 0; first < rows; first += 1000) {
    const docs = [];
    for (let n = first; n < Math.min(rows, first + 1000); n++) docs.push({_id: String(n).padStart(12, '0'), body});
    await a.bulkDocs(docs);
  }
  let begin = performance.now();
  await PouchDB.replicate(a, b, {batch_size: 1000});
  const first = (performance.now() - begin) / 1000;
  const deltas = [];
  for (let turn = 0; turn < 3; turn++) {
    const got = await a.allDocs({include_docs: true, limit: 100});
    await a.bulkDocs(got.rows.map(row => ({...row.doc, body: 'sửa ' + turn})));
    begin = performance.now();
    await PouchDB.replicate(a, b, {batch_size: 1000});
    deltas.push((performance.now() - begin) / 1000);
  }
  console.log(JSON.stringify({first, delta: deltas.sort()[1]}));
})();
"""


def anki(rows: int) -> dict[str, float] | None:
    """Seconds of a first sync of so many notes and of a delta of 100; ``None``: absent, said loudly."""
    python = os.environ.get("VOFFICE_ANKI_PYTHON", sys.executable)
    there = subprocess.run([python, "-c", "import anki"], capture_output=True, check=False)
    if there.returncode:
        _say_absent("Anki (pip install anki, or VOFFICE_ANKI_PYTHON)")
        return None
    with tempfile.TemporaryDirectory(prefix="bench-anki-") as folder:
        return _told([python, "-c", _ANKI, str(rows), folder], None, "Anki")


def pouchdb(rows: int) -> dict[str, float] | None:
    """The same for PouchDB, both ends in one process and in memory: less than a real link would cost it."""
    node = shutil.which("node")
    modules = Path(os.environ.get("VOFFICE_NODE_MODULES", "node_modules")).absolute()
    if node is None or not (modules / "pouchdb-core").is_dir():
        _say_absent("PouchDB (node, and pouchdb-core under VOFFICE_NODE_MODULES)")
        return None
    return _told([node, "-e", _POUCH, str(rows)], {"NODE_PATH": str(modules)}, "PouchDB")


def _say_absent(what: str) -> None:
    print(f"NOT MEASURED: {what} is not here", file=sys.stderr, flush=True)


def _told(command: list[str], environment: dict[str, str] | None, what: str) -> dict[str, float] | None:
    done = subprocess.run(
        command, env=os.environ | (environment or {}), capture_output=True, text=True, timeout=400, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()
        print(f"NOT MEASURED: {what} failed: {last[-1] if last else ''}", file=sys.stderr, flush=True)
        return None
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
