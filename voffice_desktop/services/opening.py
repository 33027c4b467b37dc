"""Joining the floors for one account: keys, databases, remote, engine, and the desk over them."""

from __future__ import annotations

import contextlib
import threading
from datetime import datetime
from pathlib import Path

from voffice_desktop.blobs.files import BlobFolder
from voffice_desktop.clock import Clock
from voffice_desktop.domain import taking
from voffice_desktop.domain.records import Actor, Kind, Unit, User
from voffice_desktop.domain.signature_settings import LeaderSignature, leader_signature_of
from voffice_desktop.domain.taking import Taking
from voffice_desktop.errors import MachineFault, SignInNeeded, VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Policy, Session
from voffice_desktop.remote.calls import Remote
from voffice_desktop.remote.exchange import Exchange
from voffice_desktop.remote.tls import Trust
from voffice_desktop.services.acting import StoredActs, StoredDrafts
from voffice_desktop.services.attending import StoredAttention
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.details import StoredDetails
from voffice_desktop.services.directory import SMALL, StoredDirectory
from voffice_desktop.services.filing import PageTexts, StoredFiles
from voffice_desktop.services.intake_opening import intake_of
from voffice_desktop.services.keeping import StoredKeeping
from voffice_desktop.services.lists import StoredLists
from voffice_desktop.services.outgoing_book import StoredOutgoingBooks
from voffice_desktop.services.overlay import Rules
from voffice_desktop.services.placing import StoredPlacing
from voffice_desktop.services.searching import StoredSearch
from voffice_desktop.services.signing import StoredSigning
from voffice_desktop.services.signing_setup import StoredSigningSetup
from voffice_desktop.services.syncing import StoredSyncing
from voffice_desktop.services.trips import StoredTrips
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import fact, set_fact
from voffice_desktop.store.lane import Databases
from voffice_desktop.store.projector import LIST_KINDS
from voffice_desktop.sync.engine import Engine
from voffice_desktop.sync.news import News, Progress, Touched
from voffice_desktop.vault import header as vault
from voffice_desktop.vault import lease
from voffice_desktop.vault.header import Header, Keys
from voffice_desktop.vault.keychain import Keychain

_SMALL_CACHE = 64 << 20
"""Up to this size every page's seal is checked before the first answer; a larger cache is checked by doctor."""


def databases_of(folder: Path, keys: Keys, *, create: bool) -> Databases:
    """The account's databases, checked. Raises ``MachineFault('cache_damaged' | 'outbox_damaged')``."""
    databases = Databases(folder, keys.of("rows"), keys.of("work"), create=create)
    try:
        if databases.cache_path.stat().st_size <= _SMALL_CACHE:
            databases.verify()
    except BaseException:
        databases.close()
        raise
    return databases


def repaired(folder: Path, keys: Keys) -> Databases:
    """The databases, a damaged cache made anew; a damaged outbox is put aside, never deleted."""
    try:
        return databases_of(folder, keys, create=False)
    except MachineFault as error:
        if error.code == "outbox_damaged":
            _put_aside(folder)
        elif error.code != "cache_damaged":
            raise
    try:
        return databases_of(folder, keys, create=False)
    except MachineFault as error:
        if error.code not in ("cache_damaged", "outbox_damaged"):
            raise
    drop_cache(folder)
    return databases_of(folder, keys, create=True)


def _put_aside(folder: Path) -> None:
    outbox = folder / "outbox.db"
    if not outbox.exists() or outbox.stat().st_size == 0:
        return
    number = 1
    while (folder / f"outbox.damaged-{number}").exists():
        number += 1
    outbox.rename(folder / f"outbox.damaged-{number}")
    for tail in ("-wal", "-shm"):
        beside = folder / f"outbox.db{tail}"
        if beside.exists():
            beside.rename(folder / f"outbox.damaged-{number}{tail}")


def drop_cache(folder: Path) -> None:
    """Delete what the server can give again: rows, search, cached files. The outbox stays."""
    for name in ("cache.db", "cache.db-wal", "cache.db-shm"):
        (folder / name).unlink(missing_ok=True)


def trust_of(profile: Path) -> Trust:
    """Whom the agency told this profile to trust: ``trust.json`` with ``ca_file`` and ``pins``, if it is there."""
    path = profile / "trust.json"
    if not path.is_file():
        return Trust()
    try:
        found = codec.decode(path.read_bytes(), dict)
        pins = frozenset(str(pin).lower().replace(":", "") for pin in found.get("pins") or [])
        return Trust(found.get("ca_file"), pins)
    except (OSError, VofficeError) as error:
        raise MachineFault("trust_damaged") from error


class OpenAccount:
    """One account with every floor joined. ``desk`` is what screens get."""

    def __init__(
        self,
        profile: Path,
        folder: Path,
        header: Header,
        databases: Databases,
        keychain: Keychain,
        clock: Clock,
        *,
        password: str | None,
        page_texts: PageTexts | None = None,
    ) -> None:
        self._folder = folder
        self._header = header
        self._clock = clock
        self._keychain = keychain
        self._password = password
        self._databases = databases
        self._wiped = False
        self._wiping = threading.Lock()
        with databases.outbox() as box:
            user = codec.decode(fact(box, "user") or "{}", User)
            policy = codec.decode(fact(box, "policy") or "{}", Policy)
            token = fact(box, "token")
        self._policy = policy
        self.directory: StoredDirectory | None = None
        self.details: StoredDetails | None = None
        self.rules = Rules(
            clock,
            lambda: self.directory.users() if self.directory else [],
            lambda slip: self.details.pdf_roles(slip) if self.details else {},
            self._leaders_sign,
        )
        # People and files are looked up only while rows are computed; by then both parts below are there.
        self.store = Store(databases, Actor.of(user), self.rules.overlay)
        self.exchange = Exchange(header.server, token=token, trust=trust_of(profile))
        self.exchange.on_wiped = self._wipe
        self.remote = Remote(self.exchange)
        self.blobs = BlobFolder(folder / "blobs")
        spread = self._spread = News()
        self.engine = Engine(
            self.store,
            self.remote,
            self.blobs,
            spread,
            clock,
            folder,
            sign_in_again=self._sign_in_again,
        )
        self.directory = StoredDirectory(self.store)
        self.details = StoredDetails(self.store, self.directory, self.engine.fetcher, self.rules)
        keeping = StoredKeeping(self.store, self.blobs)
        self.files = StoredFiles(self.store, self.engine.fetcher, keeping, page_texts, folder)
        lists = StoredLists(self.store, clock)
        self.syncing = StoredSyncing(
            self.store, self.remote, self.engine, spread, lists, self.directory, self.files, clock
        )
        self.details.offline = self.syncing.offline
        self.engine.on_contact = self._contacted
        self.syncing.cache_files = lambda: self._policy.cache_files and not keeping.metered()
        self.syncing.metered = keeping.metered
        self.engine.stand_now()
        self.store.refresh(force=True)
        self.blobs.sweep(self.engine.fetcher.blob_names())
        wake = self.syncing.wake
        drafts = StoredDrafts(self.store, clock)
        signing = StoredSigning(user, self.store, self.remote, self.directory, self.files, clock, wake)
        trips = StoredTrips(
            self.store, lists, self.files, keeping, clock, self.syncing.fetch_wanted, keys=signing.keys,
            password_needed=header.remembered is None,
        )  # fmt: skip
        self.intake = intake_of(user, drafts, self.files, spread, clock, self.directory, lists, self.details)
        self.desk = Desk(
            user=user,
            policy=policy,
            account=header.account,
            server=header.server,
            lists=lists,
            details=self.details,
            directory=self.directory,
            search=StoredSearch(self.store, lists),
            acts=StoredActs(self.store, self.remote, spread, clock, wake),
            files=self.files,
            attention=StoredAttention(self.store, self.directory, spread, clock, wake),
            sync=self.syncing,
            drafts=drafts,
            may_take=self._may_take,
            close=self.close,
            intake=self.intake,
            without_keyring=not header.handle,
            placing=StoredPlacing(self.remote, self.files),
            outgoing_books=StoredOutgoingBooks(self.store, self.directory, self.remote, user.unit_id),
            signing_setup=StoredSigningSetup(self.remote),
            signing=signing,
            acting=lambda: self.store.actor,
            stand_now=self.engine.stand_now,
            trips=trips,
        )

    def _contacted(self, _user: User, policy: Policy) -> None:
        self._policy = policy

    def _leaders_sign(self, unit_id: str) -> LeaderSignature:
        unit = self.directory.get("unit", unit_id) if self.directory else None
        return leader_signature_of(unit if isinstance(unit, Unit) else None, self._policy.leader_signature)

    def _may_take(self, kind: Kind, record_id: str, what: Taking) -> str:
        refusal = taking.take(self.store.actor, self._policy.taking, kind, record_id, what)
        return "" if refusal is None else refusal.reason

    def _sign_in_again(self, why: SignInNeeded) -> Session | None:
        """A fresh session where the password is still at hand; none for whoever was disabled."""
        if why.params.get("disabled"):
            self._shut_out()
            return None
        if self._password is None:
            return None
        try:
            session = self.remote.sign_in(
                self._header.account, self._password, {"id": self._header.device_id, "name": ""}
            )
        except SignInNeeded as error:
            if error.code == "device_wiped":
                raise
            return None
        self.store.set_fact("token", session.token)
        self.store.set_fact("session_until", session.expires_at)
        return session

    def _shut_out(self) -> None:
        """The server says that this person was disabled: the lease ends, and what the cache holds may not be seen any
        more and goes; what has not been sent waits for its author. A session that merely ended takes nothing away."""
        self.store.shut_out(lease.CLOSED)
        self.blobs.delete(self.store.forget_mirror())
        self.store.databases.checkpoint()
        for kind in (*LIST_KINDS, *SMALL, "outbox"):
            self._spread.publish(Touched(kind))

    def _wipe(self) -> None:
        """The agency ordered it: keys first, then every file of this account on this device."""
        with self._wiping:
            if self._wiped:
                return
            self._wiped = True
            vault.shred(self._folder, self._header, self._keychain)
        self.engine.stopped.set()
        self._spread.publish(Progress("signed_out"))

    def close(self) -> None:
        """Stop the lanes, close connections and databases, forget the password."""
        if self.intake is not None:
            self.intake.close()
        self.syncing.stop()
        self.exchange.close()
        self._password = None
        with contextlib.suppress(MachineFault):
            # After a wipe the files are gone already.
            self.store.close()
        if self._wiped:
            vault.shred(self._folder, None, self._keychain)


def check_lease(databases: Databases, now: datetime) -> None:
    """Raises ``SignInNeeded('clock_wrong' | 'lease_expired')``; otherwise notes that this time was seen."""
    with databases.outbox() as box:
        seen, contact, policy = fact(box, "last_seen"), fact(box, "last_contact"), fact(box, "policy")
    days = codec.decode(policy or "{}", Policy).offline_days
    lease.check(
        now,
        datetime.fromisoformat(seen) if seen else None,
        datetime.fromisoformat(contact) if contact else None,
        days,
    )
    if seen is None or now > datetime.fromisoformat(seen):
        databases.write_outbox(lambda box: set_fact(box, "last_seen", now.isoformat()))
