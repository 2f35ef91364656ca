"""All tables of a case, in an order in which rows may be written."""

from __future__ import annotations

from models.base import Base, CaseRow
from models.entities.casefile import CaseFile, PathwayPeriod, Restriction, Workspace, WorkspaceChild
from models.entities.children import (
    ChildSheet,
    SheetItem,
    SheetPermission,
    Story,
    StoryApproval,
    StoryAsked,
    StoryFrame,
    StoryTelling,
)
from models.entities.circles import (
    CircleChild,
    CircleMove,
    CircleNote,
    NetworkFind,
    NetworkObjection,
    NetworkQuestion,
    SafetyCircle,
)
from models.entities.desk import DeskNote
from models.entities.learning import AuditAnswer, Feedback, LearningSession, SessionItem
from models.entities.mapping import (
    Card,
    CardPerson,
    DifferentView,
    MapVersion,
    SilencedPhrase,
    StatementPart,
    Strand,
    Wording,
)
from models.entities.people import (
    Arrangement,
    ChildLink,
    EcomapLink,
    Household,
    HouseholdMember,
    Partnership,
    Person,
    Tie,
)
from models.entities.pictures import Blob, PersonLook, Scene, SceneItem
from models.entities.scaling import Round, Scale, Score
from models.entities.sharing import (
    AuditEntry,
    CaseLife,
    Colleague,
    Connection,
    CopyMade,
    OutboxBlock,
    OutboxEvent,
    OutboxItem,
    OutboxPart,
    Received,
    SharingDecision,
)
from models.entities.thinking import (
    HardDay,
    HarmMatrix,
    MatrixCell,
    MeetingItem,
    MeetingPerson,
    NetworkMeeting,
    OpenQuestion,
    PlanAgreement,
    PlanEntry,
    PlanRule,
    PlanVersion,
    TimelineEvent,
)

CASE_TABLES: tuple[type[Base], ...] = (
    CaseFile, Workspace, Person, Household, HouseholdMember, Partnership, ChildLink, Tie, EcomapLink, Arrangement,
    PathwayPeriod, WorkspaceChild, Strand, Scale, Round, Score, Card, CardPerson, DifferentView, StatementPart,
    SilencedPhrase, Wording, MapVersion, HarmMatrix, MatrixCell, OpenQuestion, SafetyCircle, CircleChild, CircleMove,
    CircleNote, NetworkObjection, NetworkQuestion, NetworkFind, PlanVersion, PlanAgreement, PlanRule, PlanEntry,
    HardDay, TimelineEvent, NetworkMeeting, MeetingPerson, MeetingItem, PersonLook, Scene, SceneItem, ChildSheet,
    SheetItem, SheetPermission, Story, StoryFrame, StoryApproval, StoryTelling, StoryAsked, LearningSession,
    SessionItem, AuditAnswer, Feedback, Restriction, SharingDecision,
)  # fmt: skip
"""Every journalled table; a row only points at rows of tables before its own (or of its own)."""

TABLE_NAMES: tuple[str, ...] = tuple(model.__tablename__ for model in CASE_TABLES)

__all__ = [
    "CASE_TABLES", "TABLE_NAMES", "Arrangement", "AuditAnswer", "AuditEntry", "Base", "Blob", "Card", "CardPerson",
    "CaseFile", "CaseLife", "CaseRow", "ChildLink", "ChildSheet", "CircleChild", "CircleMove", "CircleNote",
    "Colleague", "Connection", "CopyMade", "DeskNote", "DifferentView", "EcomapLink", "Feedback", "HardDay",
    "HarmMatrix", "Household", "HouseholdMember", "LearningSession", "MapVersion", "MatrixCell", "MeetingItem",
    "MeetingPerson", "NetworkFind", "NetworkMeeting", "NetworkObjection", "NetworkQuestion", "OpenQuestion",
    "OutboxBlock", "OutboxEvent", "OutboxItem", "OutboxPart", "Partnership", "PathwayPeriod", "Person", "PersonLook",
    "PlanAgreement",
    "PlanEntry", "PlanRule", "PlanVersion", "Received", "Restriction", "Round", "SafetyCircle", "Scale", "Scene",
    "SceneItem", "Score", "SessionItem", "SharingDecision", "SheetItem", "SheetPermission", "SilencedPhrase",
    "StatementPart", "Story", "StoryApproval", "StoryAsked", "StoryFrame", "StoryTelling", "Strand", "Tie",
    "TimelineEvent", "Wording", "Workspace", "WorkspaceChild",
]  # fmt: skip
