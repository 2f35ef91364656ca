"""The tour's stops beside the families: the first run, the cases, next steps, settings, the locked door."""

from __future__ import annotations

from sofs_desk.tour.window import PASSPHRASE, Tour


def first_run(tour: Tour) -> None:
    """Choose a passphrase, keep the recovery code, choose how to begin."""
    tour.shot("first-run-passphrase")
    tour.type("newPassphrase", PASSPHRASE)
    tour.type("newPassphraseAgain", PASSPHRASE)
    tour.shot("first-run-passphrase-typed")
    tour.press("makeVault")
    tour.wait_for(lambda: tour.is_there("keptCode"))
    tour.shot("first-run-recovery-code")
    tour.press("keptCode")
    tour.press("codeDone")
    tour.shot("first-run-choice")


def home(tour: Tour) -> None:
    """The cases: none yet, a new one, the example families, searching."""
    tour.press("startFamily")
    tour.shot("new-family")
    tour.press("leaveNewFamily")
    tour.shot("home-empty")
    tour.press("practise")
    tour.shot("home")
    tour.type("search", "night")
    tour.settle(0.5)
    tour.shot("home-search")


def next_steps(tour: Tour) -> None:
    """What is to be done over all families, and what was done."""
    tour.window.show_home()
    tour.settle()
    tour.press("nextSteps")
    tour.shot("next-steps")
    tour.press("stepsWhen4")
    tour.shot("next-steps-done")
    tour.press("backToCases")


def settings(tour: Tour) -> None:
    """Preferences, passphrase, backups."""
    tour.window.show_home()
    tour.settle()
    tour.press("settings")
    tour.press("backUpNow")
    tour.shot("settings")


def locked(tour: Tour) -> None:
    """The locked door, a wrong passphrase, the recovery code."""
    tour.window.lock()
    tour.settle()
    tour.shot("unlock")
    tour.type("passphrase", "not this one")
    tour.press("unlockButton")
    tour.wait_for(lambda: not tour.door_is_busy)
    tour.shot("unlock-refused")
    tour.press("forgotten")
    tour.shot("recovery")
