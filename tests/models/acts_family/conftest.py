"""Somebody’s dad, and the couple he makes with mum."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import family as acts
from models.acts import people


@pytest.fixture
def dad(family: Any) -> str:
    return people.add_person(family.case, "Kofi Marsh", gender="male", born="1988")


@pytest.fixture
def union(family: Any, dad: str) -> str:
    return acts.link_partners(family.case, family.mum, dad, "married", begun_on="2014")
