"""The machine that tries to break the synchronisation: devices of several people over bad links, with deaths.

Real store (SQLCipher), real sync, real server, a link that loses, doubles, delays, cuts, forges and expires, deaths
between any two statements, and an office that goes on: others act, people move, rights come and go, devices are
wiped, people are disabled and come back. Held after every step: no accepted text is gone, lists are the projection of
mirror and outbox, what a list promised is what the server made of it, search agrees with rows, the cursor is never
ahead of the rows, no record goes back to an older version, no key, byte or row is left of what went. After quiet:
every mirror is the server's view, every act took effect at most once and a device's acts on one record in its order,
nothing waits but what is blocked, no record stands in a state that no rule knows, the server's own check finds
nothing.

The bounded run takes about 20 s. HYPOTHESIS_PROFILE=nightly runs long (300 examples of 80 steps; N says how many);
VOFFICE_MACHINE_DB=postgresql puts the server on PostgreSQL. ``check`` of a device costs most of it.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.ministry import PASSWORD
from tests.stateful import crashes
from tests.stateful.acts import PATH, body_of, new_slip, pen_note
from tests.stateful.devices import Device, Promise
from tests.stateful.link import FAULTS, Link
from tests.stateful.small_office import DEVICES, Office, small_office
from voffice_desktop.domain.records import KINDS, SlipState, TaskState
from voffice_desktop.errors import Rejected, SignInNeeded, Transient
from voffice_desktop.store.projector import LIST_KINDS
from voffice_desktop.sync import pulling

_OTHERS = ("vanthu.kcb", "cuctruong.kcb", "truongphong.kcb", "thuky.tt1", "thutruong1", "chuyenvien.kcb")
_ON_POSTGRES = os.environ.get("VOFFICE_MACHINE_DB") == "postgresql"
_NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"

devices = st.integers(0, len(DEVICES) - 1)
picks = st.integers(0, 999)
deaths = st.none() | st.integers(1, 60)
faults = st.lists(st.sampled_from(("ok", "ok", *FAULTS)), max_size=6)


class Machine(RuleBasedStateMachine):
    """See the module. ``office`` is given to the class by the test."""

    office: Office
    run_of_the_product = pulling._RUN

    def __init__(self) -> None:
        super().__init__()
        self.office.reset()
        self._base = tempfile.TemporaryDirectory(prefix="machine-")
        self._markers = itertools.count(1)
        self.devices: list[Device] = []
        self._disabled: set[str] = set()
        self._ordered: set[int] = set()
        """The devices that the agency ordered to be wiped, whether they know it yet or not."""
        for number, account in enumerate(DEVICES):
            link = Link(self.office.ministry.url)
            link.__enter__()
            name = f"{number}-{account}"
            at_hand = PASSWORD if number % 2 == 0 else None
            made = Device(
                name, self.office, self.office.devices[number], Path(self._base.name), link, password=at_hand
            )
            self.devices.append(made)

    def teardown(self) -> None:
        try:
            if self.devices:
                self._quiet()
        finally:
            pulling._RUN = pulling._FIRST_RUN = self.run_of_the_product
            for device in self.devices:
                device.stop()
                device.link.__exit__()
            self._base.cleanup()

    def _is_wiped(self, number: int) -> bool:
        return self.devices[number].wiped

    def _marker(self) -> str:
        return f"lời số {next(self._markers)} hết"

    # --- what people do on their devices ----------------------------------------

    @initialize(first=st.lists(st.sampled_from((1, 7, 1000)), min_size=5, max_size=5), run=st.sampled_from((4, 3000)))
    def first_round(self, first: list[int], run: int) -> None:
        pulling._RUN = pulling._FIRST_RUN = run
        for device, page in zip(self.devices, first, strict=True):
            device.link.page = None if page == 1 else page
            device.sync()
            device.check_whole()
            device.link.page = page if page > 1 else 3

    @rule(number=devices, pick=picks, act=picks, death=deaths)
    def act(self, number: int, pick: int, act: int, death: int | None) -> None:
        device = self.devices[number]
        if device.wiped:
            return
        found = self._choice(device, pick, act)
        if found is None:
            return
        method, path, action, body, marker = found
        self._promise(device, method, path, action, body, marker, death)

    def _choice(self, device: Device, pick: int, act: int) -> tuple[str, str, str, dict[str, Any], str] | None:
        rows = [(kind, record_id) for (kind, record_id) in sorted(self._shown(device)) if kind in LIST_KINDS]
        if not rows:
            return None
        kind, record_id = rows[pick % len(rows)]
        detail = device.here.desk.details.get(KINDS[KINDS.index(kind)], record_id)
        if detail is None:
            return None
        people = [self.office.person(account).user["id"] for account in ("truongphong.kcb", "chuyenvien.kcb")]
        marker = self._marker()
        possible = []
        for name in (*(one.name for one in detail.actions if one.enabled), "comment", "return", "edit"):
            body = body_of(kind, detail.record, name, marker, people)
            if body is not None:
                possible.append((name, body))
        name, body = possible[act % len(possible)]
        path = f"/{PATH[kind]}/{record_id}"
        if name == "edit":
            return "PATCH", path, name, body, marker
        return "POST", f"{path}/{name}", name, body, marker

    def _shown(self, device: Device) -> list[tuple[str, str]]:
        with device.here.store.databases.cache() as cache:
            return [(row[0], row[1]) for row in cache.execute("SELECT kind, id FROM shown")]

    def _promise(
        self,
        device: Device,
        method: str,
        path: str,
        action: str,
        body: dict[str, Any],
        marker: str,
        death: int | None,
    ) -> None:
        def work(account: Any) -> str:
            made: str = account.desk.acts.act(method, path, body)
            return made

        made = device.run(work, death)
        written = any(marker.encode() in one.body for one in device.here.store.commands())
        assert made is None or not body or marker not in str(body) or written
        if written:
            # Also an act whose answer a death swallowed: once on the disk, it is a promise.
            device.promises[marker] = Promise(marker, action, entity_id=path.split("/")[2] if "/" in path[1:] else "")

    @rule(number=devices, death=deaths)
    def draft_a_slip(self, number: int, death: int | None) -> None:
        device = self.devices[number]
        if device.wiped:
            return
        marker = self._marker()
        leader, reviewer = (self.office.person(one).user["id"] for one in ("thutruong1", "truongphong.kcb"))
        self._promise(device, "POST", "/slips", "create", new_slip(marker, leader, reviewer), marker, death)

    @rule(number=devices, pick=picks, death=deaths)
    def write_with_the_pen(self, number: int, pick: int, death: int | None) -> None:
        device = self.devices[number]
        files = sorted(key[1] for key in device.mirror() if key[0] == "file") if not device.wiped else []
        if not files:
            return
        marker = self._marker()
        path = f"/files/{files[pick % len(files)]}/annotations"
        self._promise(device, "POST", path, "annotations", pen_note(marker), marker, death)

    @rule(number=devices, death=deaths)
    def synchronise(self, number: int, death: int | None) -> None:
        device = self.devices[number]
        if device.wiped:
            return
        before = device.mirror()
        promised = device.promised()
        device.sync(death)
        if self._is_wiped(number):
            return
        device.check()
        device.check_files()
        if device.person.account in self._disabled:
            return
        device.check_cursor()
        view = self.office.sees(device.person.account)
        gone = [key for key in before if key not in device.mirror() and key in view]
        assert gone == [], "vanished without a tombstone"
        device.check_not_back(before)
        device.check_no_flicker(promised)

    @rule(number=devices, what=faults)
    def spoil_the_link(self, number: int, what: list[str]) -> None:
        self.devices[number].link.faults.extend(what)

    @rule(number=devices)
    def restart(self, number: int) -> None:
        device = self.devices[number]
        if not device.wiped:
            device.stop()
            device.start()
            device.check()

    @rule(number=devices, days=st.integers(-20, 20))
    def set_the_clock(self, number: int, days: int) -> None:
        self.devices[number].offset = timedelta(days=days)

    @rule(number=devices, pick=picks, death=deaths)
    def read_a_file(self, number: int, pick: int, death: int | None) -> None:
        device = self.devices[number]
        files = sorted(key[1] for key in device.mirror() if key[0] == "file") if not device.wiped else []
        if not files:
            return
        file_id = files[pick % len(files)]

        def work(account: Any) -> None:
            try:
                account.files.fetch(file_id)
                assert account.files.read(file_id).startswith(b"%PDF")
            except (Transient, Rejected):
                return
            except SignInNeeded as error:
                device.learn(error)

        device.run(work, death)

    @rule(number=devices, pick=picks, what=st.sampled_from(("retry", "rewrite", "discard")), death=deaths)
    def decide_in_attention(self, number: int, pick: int, what: str, death: int | None) -> None:
        device = self.devices[number]
        items = device.here.desk.attention.items() if not device.wiped else []
        if not items:
            return
        item = items[pick % len(items)]
        marker = next((one for one in device.promises if one in item.text), None)
        for promise in device.promises.values():
            # The others on the record waited behind it: all of them may now go in another order.
            promise.decided |= promise.marker == marker or promise.entity_id == item.entity_id

        def work(account: Any) -> None:
            if what == "retry":
                account.desk.attention.retry(item.command_id)
            elif what == "discard":
                account.desk.attention.discard(item.command_id)
            else:
                command = next(one for one in account.store.commands() if one.id == item.command_id)
                account.desk.attention.rewrite(item.command_id, command.plain_body())

        device.run(work, death)
        if marker is not None and what == "discard":
            assert device.promises[marker].given_up is False
        device.check()

    # --- the office goes on ----------------------------------------

    @rule(who=st.sampled_from(_OTHERS), pick=picks, act=picks)
    def somebody_acts(self, who: str, pick: int, act: int) -> None:
        if who in self._disabled:
            return
        person = self.office.person(who)
        words = (
            "comment",
            "return",
            "endorse",
            "receive",
            "forward",
            "to-secretary",
            "take-back",
            "withdraw",
            "edit",
        )
        name = words[act % len(words)]
        slips = sorted(key[1] for key in self.office.sees(who) if key[0] == "slip")
        if not slips:
            return
        path = f"/slips/{slips[pick % len(slips)]}"
        said = f"người khác {next(self._markers)}"
        if name == "edit":
            answer = person.patch(path, {("title", "content", "proposal")[pick % 3]: said})
        else:
            body = {"comment": said, "text": said}
            answer = person.post(f"{path}/{name}", body)
        assert answer.status_code < 500, answer.text

    @rule(pick=picks, to=st.sampled_from(("chuyenvien.kcb", "truongphong.kcb")))
    def somebody_assigns(self, pick: int, to: str) -> None:
        head = self.office.person("cuctruong.kcb")
        papers = sorted(key[1] for key in self.office.sees("cuctruong.kcb") if key[0] == "incoming_document")
        lead = {"assignee_kind": "user", "assignee_id": self.office.person(to).user["id"], "role": "lead"}
        path = f"/incoming-documents/{papers[pick % len(papers)]}/assign"
        assert head.post(path, {"assignments": [lead], "opinion": "giao lại"}).status_code < 500

    @rule(what=st.sampled_from(("move", "unrole", "unserve", "back")))
    def rights_change(self, what: str) -> None:
        admin = self.office.person("admin")
        kcb = self.office.person("cuctruong.kcb").user["unit_id"]
        reviewer, secretary, leader, staff = (
            self.office.person(one).user for one in ("truongphong.kcb", "thuky.tt1", "thutruong1", "chuyenvien.kcb")
        )
        changes: list[tuple[dict[str, Any], dict[str, Any]]] = {
            "move": [(staff, {"unit_id": leader["unit_id"]})],
            "unrole": [(reviewer, {"roles": ["specialist"]})],
            "unserve": [(secretary, {"secretary_of": []})],
            "back": [
                (staff, {"unit_id": kcb}),
                (reviewer, {"roles": ["department_head"]}),
                (secretary, {"secretary_of": [leader["id"]]}),
            ],
        }[what]
        for user, fields in changes:
            answer = admin.patch(f"/users/{user['id']}", fields)
            assert answer.status_code == 200, answer.text

    @rule(number=devices, sure=st.integers(0, 5))
    def wipe_a_device(self, number: int, sure: int) -> None:
        """Rarely: the agency orders it, the next contact destroys the cache."""
        device = self.devices[number]
        if sure or device.wiped:
            return
        self._ordered.add(number)
        self.office.wipe(number)

    @rule(number=devices, back=st.booleans())
    def disable_a_person(self, number: int, back: bool) -> None:
        """The session ends at once; whoever is let in again goes on with an outbox that lost nothing."""
        device = self.devices[number]
        if device.wiped or device.person.account in self._disabled:
            return
        self._disabled.add(device.person.account)
        self._set_disabled(device.person.account, True)
        device.link.heal()
        with pytest.raises(SignInNeeded) as raised:
            device.here.syncing.round()
        device.learn(raised.value)
        if not self._is_wiped(number):
            device.check()
            device.check_emptied()
        if back:
            self._let_in(device.person.account)

    def _set_disabled(self, account: str, disabled: bool) -> None:
        user = self.office.person(account).user
        answer = self.office.person("admin").patch(f"/users/{user['id']}", {"disabled": disabled})
        assert answer.status_code == 200, answer.text

    def _let_in(self, account: str) -> None:
        self._disabled.discard(account)
        self._set_disabled(account, False)
        again = self.office.ministry.sign_in(account)
        self.office.person(account).token = again.token
        for number, device in enumerate(self.devices):
            if device.person.account == account and number not in self._ordered:
                device.come_back(self.office.ministry.sign_in(account, device=f"device-{number}").token)

    # --- after quiet ----------------------------------------

    def _quiet(self) -> None:
        """Every link heals, everybody synchronises until nothing moves, and then all of it is compared."""
        for device in self.devices:
            device.link.heal()
        for account in sorted(self._disabled):
            self._let_in(account)
        for _round in range(3):
            for device in self.devices:
                if not device.wiped:
                    device.sync()
        done = self.office.done_keys()
        for device in self.devices:
            if device.wiped:
                assert not device.folder.exists() or list(device.folder.rglob("*.db")) == []
                continue
            device.check()
            device.check_whole()
            device.check_files()
            twice = [one.path for one in device.here.store.commands() if one.state == "blocked" and one.id in done]
            assert twice == [], "blocked although it took effect"
        self._check_order()
        self._check_states()
        notes = Counter(self.office.notes())
        every = [marker for device in self.devices for marker in device.promises]
        assert [marker for marker in every if notes[marker] > 1] == []
        findings = self.office.person("admin").get("/audit/verify").json()["findings"]
        # The seal beside the chain outlives ``reset``, which puts the chain itself back.
        reset = ("audit_cut_off", "audit_rewritten")
        assert [one for one in findings if one["kind"] not in reset] == []

    def _check_order(self) -> None:
        """What one device did to one record happened in that order."""
        said = self.office.said()
        for device in self.devices:
            mine = [one for one in device.promises.values() if not one.decided]
            for record_id in {one.entity_id for one in mine}:
                wanted = [one.marker for one in mine if one.entity_id == record_id]
                happened = [note for subject, note in said if subject == record_id and note in wanted]
                assert happened == [marker for marker in wanted if marker in happened]

    def _check_states(self) -> None:
        """No record stands where the rules cannot have brought it."""
        for slip in self.office.records("slip"):
            assert slip["state"] in get_args(SlipState)
            steps = [step["state"] for step in slip["route"]]
            if slip["state"] == "in_review":
                assert "pending" in steps and "returned" not in steps, slip
            if slip["state"] in ("with_secretary", "with_leader", "approved"):
                assert "returned" not in steps, slip
        numbers = Counter(
            (paper["book_id"], str(paper["arrival_date"])[:4], paper["arrival_number"])
            for paper in self.office.records("incoming_document")
            if paper["arrival_number"] and paper["book_id"]
        )
        assert [key for key, times in numbers.items() if times > 1] == []
        assert {task["state"] for task in self.office.records("task")} <= set(get_args(TaskState))


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    url = request.getfixturevalue("postgres_url") if _ON_POSTGRES else None
    with small_office(tmp_path_factory.mktemp("small") / "office", url) as made, crashes.watching():
        staff = made.person("chuyenvien.kcb")
        file_id = next(key[1] for key in made.sees("chuyenvien.kcb") if key[0] == "file")
        # The server's PDF children start here once, so that no test seems to leave them behind.
        assert staff.get(f"/files/{file_id}/reading-copy?purpose=view").status_code == 200
        yield made


@pytest.mark.timeout(0 if _NIGHTLY else 600)
def test_the_machine_finds_nothing(office: Office) -> None:
    Machine.office = office
    bounded = settings(
        max_examples=int(os.environ.get("N", "300" if _NIGHTLY else "6")),
        stateful_step_count=80 if _NIGHTLY else 30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(Machine, settings=bounded)
