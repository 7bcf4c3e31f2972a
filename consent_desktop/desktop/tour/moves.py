"""What people do in these windows, as moves of hands: sign in, ask, allow, share, stop, check."""

from __future__ import annotations

from consent_desktop.desktop.tour.eyes import PRESSABLE
from consent_desktop.desktop.tour.hands import By, Hands

BEGINS = "Who are you?"


class Somebody(Hands):
    """A person in front of a window."""

    def press_starting(self, beginning: str) -> None:
        """Press the one thing whose name begins so; for names that go on with a state or a date."""
        self._until(lambda: len(self._starting(beginning)) == 1, f"not exactly one thing begins with “{beginning}”")
        self.press(self._starting(beginning)[0])

    def _starting(self, beginning: str) -> list[str]:
        return [s.name for s in self.eyes.findable() if s.name.startswith(beginning) and s.role in PRESSABLE]

    def sign_in_as_patient(self, search: str, shown: str) -> None:
        """Say who you are by name, and prove it; `shown` is the part of the name that others may see."""
        self.sees(BEGINS)
        self.press("I am a patient")
        self.write("Your name or record number", search)
        self.press_starting(f"{shown},")
        self.type_pin(self.read_secret(shown).rstrip("."))
        self.press("Sign in")
        self.sees("Who can see my records")

    def sign_in_as_staff(self, name: str) -> None:
        """Choose your tile, and prove that it is yours."""
        self.sees(BEGINS)
        self.press("I work here")
        self.press(name)
        self.write_secret("Password", self.read_secret(name))
        self.press("Sign in")
        self.sees_no_more(BEGINS)

    def choose_pin(self, number: str, code: str, pin: str) -> None:
        """A patient chooses the PIN with a one-time code, and is in."""
        self.press("I am a patient")
        self._type_code("Your record number", number, code)
        self.type_pin(pin, "New PIN, 6 numbers")
        self.press("Next")
        self.sees("Type them once more.")
        self.type_pin(pin, "New PIN once more")
        self.press("Choose and sign in")

    def choose_password(self, number: str, code: str, password: str) -> None:
        """Somebody who works here chooses the password with a one-time code, and is in."""
        self.press("I work here")
        self._type_code("Your staff number", number, code)
        for name in ("New password", "New password once more"):
            self.write_secret(name, password)
        self.press("Choose and sign in")

    def _type_code(self, asked: str, number: str, code: str) -> None:
        self.press("I have a one-time code")
        self.write(asked, number)
        self.write_secret("One-time code", code)
        self.press("Next")

    def resume(self, password: str) -> None:
        """Come back to one's own locked window."""
        self.write_secret("Password", password)
        self.press("Go on")
        self.sees_no_more("Locked")

    def read_secret(self, name: str) -> str:
        """What the demonstration's screen says of the person's PIN or password."""
        beginning = f"of {name} is "
        self.sees(beginning)
        return self.eyes.text().partition(beginning)[2].splitlines()[0]

    def type_pin(self, pin: str, name: str = "PIN, 6 numbers") -> None:
        """Six numbers, by the keys on the screen or by the keyboard."""
        if self.by is By.KEYBOARD:
            self.write_secret(name, pin)
            return
        done = self.take_account()
        for digit in pin:
            self.press(digit)
        self.take_account()
        self.account_for(*done, f"{self.by}: type six numbers")

    def write_secret(self, name: str, secret: str) -> None:
        """Write into a field without leaving a trace of it in the account."""
        done = self.take_account()
        self.write(name, secret)
        self.take_account()
        self.account_for(*done, f"{self.by}: write into “{name}”")

    def look_up(self, search: str, patient: str) -> None:
        """Find a patient among one's own and check what can be seen."""
        self.press("Patients")
        self.write("Name or record number", search)
        self.choose_row(patient)
        self.sees(f"Patient, {patient}")

    def ask(self, kinds: tuple[str, ...], purpose: str, end: str) -> None:
        """Fill the ask dialog from the check card and send it."""
        self.press_starting("Ask for")
        for kind in kinds:
            self.press(kind)
        self.press(purpose)
        self.press(end)
        self.press("Send")
        self.sees_no_more("What you will ask")

    def allow(self) -> None:
        """Allow what the request card asks for, as it stands."""
        self.press("Allow")
        self.sees("Read the page, then allow")
        self.press("Allow")
        self.sees("What you agreed to")
        self.press("Done")
        self.sees("Who can see my records")

    def fill_share(self, person: str, kinds: tuple[str, ...], end: str, reason: str) -> None:
        """Walk the share dialog to its last page."""
        self.press("Share with someone")
        self.press(person)
        self.press("Next")
        for kind in kinds:
            self.press(kind)
        self.press("Next")
        self.press(end)
        self.press("Next")
        self.press(reason)
        self.press("Next")
        self.sees("Read the page, then share")

    def confirm_share(self, short_name: str) -> None:
        """Press the last button and read the confirmation."""
        self.press(f"Share with {short_name}")
        self.sees("What you agreed to")
        self.press("Done")
        self.sees("Who can see my records")

    def stop(self, person: str, kind: str) -> None:
        """Stop one kind from its box of the matrix."""
        self.press_starting(f"{person}, {kind}: can see")
        self.press("Stop sharing")
        self.sees("You stopped sharing")
