-- Every table of a case as version 1 of the file has it. Later changes are revisions of their own.

CREATE TABLE audit_entry (
    seq INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    case_id VARCHAR,
    deed VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    chain VARCHAR NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (seq)
);

CREATE INDEX ix_audit_entry_case_id ON audit_entry (case_id);

CREATE TABLE casefile (
    id VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    opened_on VARCHAR,
    reference_on VARCHAR,
    is_example BOOLEAN NOT NULL,
    note VARCHAR,
    CONSTRAINT pk_casefile PRIMARY KEY (id)
);

CREATE TABLE colleague (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    box_key VARCHAR,
    sign_key VARCHAR,
    added_on VARCHAR,
    is_checked BOOLEAN NOT NULL,
    CONSTRAINT pk_colleague PRIMARY KEY (id)
);

CREATE TABLE connection (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    settings_json VARCHAR NOT NULL,
    secret_json VARCHAR NOT NULL,
    mapping VARCHAR NOT NULL,
    is_on BOOLEAN NOT NULL,
    paused_until VARCHAR,
    last_ok_at VARCHAR,
    last_words VARCHAR,
    CONSTRAINT pk_connection PRIMARY KEY (id)
);

CREATE TABLE desk_note (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_desk_note PRIMARY KEY ("key")
);

CREATE TABLE received (
    id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    signed_by VARCHAR,
    case_id VARCHAR NOT NULL,
    case_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    data BLOB,
    state VARCHAR NOT NULL,
    words VARCHAR,
    CONSTRAINT pk_received PRIMARY KEY (id)
);

CREATE TABLE arrangement (
    kind VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_arrangement PRIMARY KEY (id),
    CONSTRAINT fk_arrangement_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_arrangement_case_id ON arrangement (case_id);

CREATE TABLE blob (
    case_id VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    media VARCHAR NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_blob PRIMARY KEY (case_id, "key"),
    CONSTRAINT fk_blob_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE TABLE case_life (
    case_id VARCHAR NOT NULL,
    closed_on VARCHAR,
    keep_until VARCHAR,
    proof_item_id VARCHAR,
    hold_reason VARCHAR,
    held_on VARCHAR,
    CONSTRAINT pk_case_life PRIMARY KEY (case_id),
    CONSTRAINT fk_case_life_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE TABLE copy_made (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    workspace_id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    file_format VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    lines_json VARCHAR NOT NULL,
    CONSTRAINT pk_copy_made PRIMARY KEY (id),
    CONSTRAINT fk_copy_made_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_copy_made_case_id ON copy_made (case_id);

CREATE TABLE household (
    ref VARCHAR,
    name VARCHAR NOT NULL,
    address VARCHAR,
    distance VARCHAR,
    note VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_household PRIMARY KEY (id),
    CONSTRAINT fk_household_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_household_case_id ON household (case_id);

CREATE TABLE outbox_item (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    workspace_id VARCHAR NOT NULL,
    connection_id VARCHAR,
    created_at VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    order_json VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    next_at VARCHAR,
    words VARCHAR,
    progress_json VARCHAR NOT NULL,
    receipt_json VARCHAR NOT NULL,
    ended_at VARCHAR,
    CONSTRAINT pk_outbox_item PRIMARY KEY (id),
    CONSTRAINT fk_outbox_item_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE,
    CONSTRAINT fk_outbox_item_connection_id FOREIGN KEY(connection_id) REFERENCES connection (id) ON DELETE SET NULL
);

CREATE INDEX ix_outbox_item_case_id ON outbox_item (case_id);

CREATE INDEX ix_outbox_item_connection_id ON outbox_item (connection_id);

CREATE INDEX ix_outbox_item_state ON outbox_item (state);

CREATE TABLE person (
    ref VARCHAR,
    name VARCHAR NOT NULL,
    known_as VARCHAR,
    kind VARCHAR NOT NULL,
    life VARCHAR NOT NULL,
    gender VARCHAR NOT NULL,
    born_as VARCHAR,
    pronouns VARCHAR,
    species VARCHAR,
    born VARCHAR,
    died VARCHAR,
    due VARCHAR,
    age_said VARCHAR,
    role VARCHAR,
    agency VARCHAR,
    relation VARCHAR,
    note VARCHAR,
    position DOUBLE NOT NULL,
    pinned_x DOUBLE,
    pinned_y DOUBLE,
    drawn INTEGER,
    minutes_away INTEGER,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_person_case_id ON person (case_id);

CREATE TABLE restriction (
    ref VARCHAR,
    target_table VARCHAR,
    target_id VARCHAR,
    target_field VARCHAR,
    fact VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    not_for VARCHAR,
    public_name VARCHAR,
    values_json VARCHAR NOT NULL,
    review_on VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_restriction PRIMARY KEY (id),
    CONSTRAINT fk_restriction_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_restriction_case_id ON restriction (case_id);

CREATE INDEX ix_restriction_target_id ON restriction (target_id);

CREATE TABLE workspace (
    ref VARCHAR,
    title VARCHAR NOT NULL,
    position DOUBLE NOT NULL,
    archived_on VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_workspace PRIMARY KEY (id),
    CONSTRAINT fk_workspace_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_workspace_case_id ON workspace (case_id);

CREATE TABLE audit_answer (
    held_on VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    evidence VARCHAR,
    worker_score INTEGER,
    auditor_score INTEGER,
    family_person_id VARCHAR,
    family_score INTEGER,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_audit_answer PRIMARY KEY (id),
    CONSTRAINT fk_audit_answer_family_person_id FOREIGN KEY(family_person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_audit_answer_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_audit_answer_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_audit_answer_case_id ON audit_answer (case_id);

CREATE INDEX ix_audit_answer_workspace_id ON audit_answer (workspace_id);

CREATE TABLE ecomap_link (
    household_id VARCHAR NOT NULL,
    person_id VARCHAR,
    name VARCHAR,
    member_id VARCHAR,
    kind VARCHAR NOT NULL,
    energy VARCHAR NOT NULL,
    note VARCHAR,
    position DOUBLE NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_ecomap_link PRIMARY KEY (id),
    CONSTRAINT fk_ecomap_link_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    CONSTRAINT fk_ecomap_link_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_ecomap_link_member_id FOREIGN KEY(member_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_ecomap_link_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_ecomap_link_case_id ON ecomap_link (case_id);

CREATE INDEX ix_ecomap_link_household_id ON ecomap_link (household_id);

CREATE INDEX ix_ecomap_link_person_id ON ecomap_link (person_id);

CREATE TABLE feedback (
    form VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    given_on VARCHAR NOT NULL,
    person_id VARCHAR,
    question VARCHAR NOT NULL,
    value INTEGER,
    text VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT fk_feedback_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_feedback_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_feedback_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_feedback_case_id ON feedback (case_id);

CREATE INDEX ix_feedback_workspace_id ON feedback (workspace_id);

CREATE TABLE household_member (
    household_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    begun_on VARCHAR,
    ended_on VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_household_member PRIMARY KEY (id),
    CONSTRAINT fk_household_member_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    CONSTRAINT fk_household_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_household_member_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_household_member_case_id ON household_member (case_id);

CREATE INDEX ix_household_member_household_id ON household_member (household_id);

CREATE INDEX ix_household_member_person_id ON household_member (person_id);

CREATE TABLE map_version (
    number INTEGER NOT NULL,
    made_on VARCHAR NOT NULL,
    label VARCHAR,
    pathway VARCHAR NOT NULL,
    worker_id VARCHAR,
    snapshot VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_map_version PRIMARY KEY (id),
    CONSTRAINT fk_map_version_worker_id FOREIGN KEY(worker_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_map_version_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_map_version_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_map_version_case_id ON map_version (case_id);

CREATE INDEX ix_map_version_workspace_id ON map_version (workspace_id);

CREATE TABLE network_meeting (
    held_on VARCHAR NOT NULL,
    came INTEGER,
    place VARCHAR,
    who VARCHAR,
    note VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_network_meeting PRIMARY KEY (id),
    CONSTRAINT fk_network_meeting_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_meeting_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_network_meeting_case_id ON network_meeting (case_id);

CREATE INDEX ix_network_meeting_workspace_id ON network_meeting (workspace_id);

CREATE TABLE network_objection (
    person_id VARCHAR,
    words VARCHAR NOT NULL,
    said_on VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_network_objection PRIMARY KEY (id),
    CONSTRAINT fk_network_objection_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_network_objection_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_objection_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_network_objection_case_id ON network_objection (case_id);

CREATE INDEX ix_network_objection_workspace_id ON network_objection (workspace_id);

CREATE TABLE outbox_event (
    seq INTEGER NOT NULL,
    item_id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    CONSTRAINT pk_outbox_event PRIMARY KEY (seq),
    CONSTRAINT fk_outbox_event_item_id FOREIGN KEY(item_id) REFERENCES outbox_item (id) ON DELETE CASCADE
);

CREATE INDEX ix_outbox_event_item_id ON outbox_event (item_id);

CREATE TABLE outbox_part (
    id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    sha256 VARCHAR NOT NULL,
    sent INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    CONSTRAINT pk_outbox_part PRIMARY KEY (id),
    CONSTRAINT fk_outbox_part_item_id FOREIGN KEY(item_id) REFERENCES outbox_item (id) ON DELETE CASCADE
);

CREATE INDEX ix_outbox_part_item_id ON outbox_part (item_id);

CREATE TABLE partnership (
    ref VARCHAR,
    first_id VARCHAR,
    second_id VARCHAR,
    kind VARCHAR NOT NULL,
    begun_on VARCHAR,
    ended_on VARCHAR,
    ended_by VARCHAR,
    note VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_partnership PRIMARY KEY (id),
    CONSTRAINT fk_partnership_first_id FOREIGN KEY(first_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_partnership_second_id FOREIGN KEY(second_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_partnership_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_partnership_case_id ON partnership (case_id);

CREATE INDEX ix_partnership_first_id ON partnership (first_id);

CREATE INDEX ix_partnership_second_id ON partnership (second_id);

CREATE TABLE pathway_period (
    pathway VARCHAR NOT NULL,
    begun_on VARCHAR,
    ended_on VARCHAR,
    worker_id VARCHAR,
    note VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_pathway_period PRIMARY KEY (id),
    CONSTRAINT fk_pathway_period_worker_id FOREIGN KEY(worker_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_pathway_period_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_pathway_period_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_pathway_period_case_id ON pathway_period (case_id);

CREATE INDEX ix_pathway_period_workspace_id ON pathway_period (workspace_id);

CREATE TABLE person_look (
    person_id VARCHAR NOT NULL,
    skin VARCHAR NOT NULL,
    hair VARCHAR NOT NULL,
    hair_colour VARCHAR NOT NULL,
    top VARCHAR NOT NULL,
    bottom VARCHAR NOT NULL,
    extras VARCHAR,
    size VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_person_look PRIMARY KEY (id),
    CONSTRAINT fk_person_look_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_person_look_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_person_look_case_id ON person_look (case_id);

CREATE INDEX ix_person_look_person_id ON person_look (person_id);

CREATE TABLE plan_agreement (
    version INTEGER NOT NULL,
    person_id VARCHAR,
    person_words VARCHAR,
    state VARCHAR NOT NULL,
    "on" VARCHAR,
    words VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_plan_agreement PRIMARY KEY (id),
    CONSTRAINT fk_plan_agreement_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_plan_agreement_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_plan_agreement_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_plan_agreement_case_id ON plan_agreement (case_id);

CREATE INDEX ix_plan_agreement_workspace_id ON plan_agreement (workspace_id);

CREATE TABLE plan_entry (
    "on" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    rule_number INTEGER,
    text VARCHAR NOT NULL,
    put_right BOOLEAN NOT NULL,
    logged_by VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_plan_entry PRIMARY KEY (id),
    CONSTRAINT fk_plan_entry_logged_by FOREIGN KEY(logged_by) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_plan_entry_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_plan_entry_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_plan_entry_case_id ON plan_entry (case_id);

CREATE INDEX ix_plan_entry_workspace_id ON plan_entry (workspace_id);

CREATE TABLE plan_rule (
    version INTEGER NOT NULL,
    made_on VARCHAR,
    number INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    who VARCHAR,
    how_we_know VARCHAR,
    if_it_slips VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_plan_rule PRIMARY KEY (id),
    CONSTRAINT fk_plan_rule_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_plan_rule_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_plan_rule_case_id ON plan_rule (case_id);

CREATE INDEX ix_plan_rule_workspace_id ON plan_rule (workspace_id);

CREATE TABLE plan_version (
    number INTEGER NOT NULL,
    made_on VARCHAR,
    title VARCHAR,
    made_by VARCHAR,
    try_every_days INTEGER,
    note VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_plan_version PRIMARY KEY (id),
    CONSTRAINT fk_plan_version_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_plan_version_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_plan_version_case_id ON plan_version (case_id);

CREATE INDEX ix_plan_version_workspace_id ON plan_version (workspace_id);

CREATE TABLE safety_circle (
    child_id VARCHAR,
    title VARCHAR,
    note VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_safety_circle PRIMARY KEY (id),
    CONSTRAINT fk_safety_circle_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_safety_circle_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_safety_circle_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_safety_circle_case_id ON safety_circle (case_id);

CREATE INDEX ix_safety_circle_workspace_id ON safety_circle (workspace_id);

CREATE TABLE scene (
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    backdrop VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_scene PRIMARY KEY (id),
    CONSTRAINT fk_scene_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_scene_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_scene_case_id ON scene (case_id);

CREATE INDEX ix_scene_workspace_id ON scene (workspace_id);

CREATE TABLE sharing_decision (
    target_table VARCHAR NOT NULL,
    target_id VARCHAR NOT NULL,
    target_field VARCHAR,
    reader VARCHAR NOT NULL,
    person_id VARCHAR,
    decision VARCHAR NOT NULL,
    why VARCHAR,
    decided_on VARCHAR,
    review_on VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_sharing_decision PRIMARY KEY (id),
    CONSTRAINT fk_sharing_decision_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_sharing_decision_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_sharing_decision_case_id ON sharing_decision (case_id);

CREATE INDEX ix_sharing_decision_target_id ON sharing_decision (target_id);

CREATE TABLE silenced_phrase (
    phrase VARCHAR NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_silenced_phrase PRIMARY KEY (id),
    CONSTRAINT fk_silenced_phrase_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_silenced_phrase_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_silenced_phrase_case_id ON silenced_phrase (case_id);

CREATE INDEX ix_silenced_phrase_workspace_id ON silenced_phrase (workspace_id);

CREATE TABLE story (
    title VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    language VARCHAR NOT NULL,
    for_words VARCHAR,
    for_age INTEGER,
    made_on VARCHAR,
    font VARCHAR NOT NULL,
    begun_from_id VARCHAR,
    translation_of_id VARCHAR,
    shorter_of_id VARCHAR,
    frames_used VARCHAR,
    note VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_story PRIMARY KEY (id),
    CONSTRAINT fk_story_begun_from_id FOREIGN KEY(begun_from_id) REFERENCES story (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_translation_of_id FOREIGN KEY(translation_of_id) REFERENCES story (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_shorter_of_id FOREIGN KEY(shorter_of_id) REFERENCES story (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_story_case_id ON story (case_id);

CREATE INDEX ix_story_workspace_id ON story (workspace_id);

CREATE TABLE strand (
    ref VARCHAR,
    name VARCHAR NOT NULL,
    pathway VARCHAR NOT NULL,
    position DOUBLE NOT NULL,
    opened_on VARCHAR,
    closed_on VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_strand PRIMARY KEY (id),
    CONSTRAINT fk_strand_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_strand_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_strand_case_id ON strand (case_id);

CREATE INDEX ix_strand_workspace_id ON strand (workspace_id);

CREATE TABLE tie (
    from_id VARCHAR NOT NULL,
    to_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    second_kind VARCHAR,
    directed BOOLEAN NOT NULL,
    begun_on VARCHAR,
    ended_on VARCHAR,
    repaired_on VARCHAR,
    note VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_tie PRIMARY KEY (id),
    CONSTRAINT fk_tie_from_id FOREIGN KEY(from_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_tie_to_id FOREIGN KEY(to_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_tie_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_tie_case_id ON tie (case_id);

CREATE INDEX ix_tie_from_id ON tie (from_id);

CREATE INDEX ix_tie_to_id ON tie (to_id);

CREATE TABLE workspace_child (
    person_id VARCHAR NOT NULL,
    is_index BOOLEAN NOT NULL,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_workspace_child PRIMARY KEY (id),
    CONSTRAINT fk_workspace_child_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_workspace_child_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_workspace_child_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_workspace_child_case_id ON workspace_child (case_id);

CREATE INDEX ix_workspace_child_person_id ON workspace_child (person_id);

CREATE INDEX ix_workspace_child_workspace_id ON workspace_child (workspace_id);

CREATE TABLE child_link (
    child_id VARCHAR NOT NULL,
    partnership_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    begun_on VARCHAR,
    ended_on VARCHAR,
    twins VARCHAR,
    identical BOOLEAN NOT NULL,
    position DOUBLE NOT NULL,
    note VARCHAR,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_child_link PRIMARY KEY (id),
    CONSTRAINT fk_child_link_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_child_link_partnership_id FOREIGN KEY(partnership_id) REFERENCES partnership (id) ON DELETE CASCADE,
    CONSTRAINT fk_child_link_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_child_link_case_id ON child_link (case_id);

CREATE INDEX ix_child_link_child_id ON child_link (child_id);

CREATE INDEX ix_child_link_partnership_id ON child_link (partnership_id);

CREATE TABLE child_sheet (
    kind VARCHAR NOT NULL,
    child_id VARCHAR NOT NULL,
    made_on VARCHAR,
    made_with VARCHAR,
    place VARCHAR,
    side_by_side VARCHAR,
    part_order VARCHAR,
    scene_id VARCHAR,
    finished_on VARCHAR,
    permission VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_child_sheet PRIMARY KEY (id),
    CONSTRAINT fk_child_sheet_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_child_sheet_scene_id FOREIGN KEY(scene_id) REFERENCES scene (id) ON DELETE SET NULL,
    CONSTRAINT fk_child_sheet_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_child_sheet_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_child_sheet_case_id ON child_sheet (case_id);

CREATE INDEX ix_child_sheet_child_id ON child_sheet (child_id);

CREATE INDEX ix_child_sheet_workspace_id ON child_sheet (workspace_id);

CREATE TABLE circle_child (
    circle_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_circle_child PRIMARY KEY (id),
    CONSTRAINT fk_circle_child_circle_id FOREIGN KEY(circle_id) REFERENCES safety_circle (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_child_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_child_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_child_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_circle_child_case_id ON circle_child (case_id);

CREATE INDEX ix_circle_child_circle_id ON circle_child (circle_id);

CREATE INDEX ix_circle_child_workspace_id ON circle_child (workspace_id);

CREATE TABLE circle_move (
    circle_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    ring VARCHAR NOT NULL,
    moved_on VARCHAR NOT NULL,
    asked VARCHAR,
    helped VARCHAR,
    note VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_circle_move PRIMARY KEY (id),
    CONSTRAINT fk_circle_move_circle_id FOREIGN KEY(circle_id) REFERENCES safety_circle (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_move_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_move_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_move_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_circle_move_case_id ON circle_move (case_id);

CREATE INDEX ix_circle_move_circle_id ON circle_move (circle_id);

CREATE INDEX ix_circle_move_person_id ON circle_move (person_id);

CREATE INDEX ix_circle_move_workspace_id ON circle_move (workspace_id);

CREATE TABLE circle_note (
    circle_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    by_id VARCHAR,
    words VARCHAR,
    help VARCHAR,
    said_on VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_circle_note PRIMARY KEY (id),
    CONSTRAINT fk_circle_note_circle_id FOREIGN KEY(circle_id) REFERENCES safety_circle (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_note_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_note_by_id FOREIGN KEY(by_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_circle_note_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_circle_note_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_circle_note_case_id ON circle_note (case_id);

CREATE INDEX ix_circle_note_circle_id ON circle_note (circle_id);

CREATE INDEX ix_circle_note_person_id ON circle_note (person_id);

CREATE INDEX ix_circle_note_workspace_id ON circle_note (workspace_id);

CREATE TABLE harm_matrix (
    ref VARCHAR,
    behaviour VARCHAR NOT NULL,
    adult_id VARCHAR,
    strand_id VARCHAR,
    how_long VARCHAR,
    how_often VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_harm_matrix PRIMARY KEY (id),
    CONSTRAINT fk_harm_matrix_adult_id FOREIGN KEY(adult_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_harm_matrix_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_harm_matrix_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_harm_matrix_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_harm_matrix_case_id ON harm_matrix (case_id);

CREATE INDEX ix_harm_matrix_workspace_id ON harm_matrix (workspace_id);

CREATE TABLE learning_session (
    kind VARCHAR NOT NULL,
    held_on VARCHAR NOT NULL,
    minutes INTEGER,
    people INTEGER,
    worker_id VARCHAR,
    facilitator_id VARCHAR,
    adviser_id VARCHAR,
    strand_id VARCHAR,
    status VARCHAR,
    stage VARCHAR,
    begun_at VARCHAR,
    ended_at VARCHAR,
    names_json VARCHAR,
    decided_on VARCHAR,
    decision VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_learning_session PRIMARY KEY (id),
    CONSTRAINT fk_learning_session_worker_id FOREIGN KEY(worker_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_learning_session_facilitator_id FOREIGN KEY(facilitator_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_learning_session_adviser_id FOREIGN KEY(adviser_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_learning_session_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_learning_session_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_learning_session_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_learning_session_case_id ON learning_session (case_id);

CREATE INDEX ix_learning_session_workspace_id ON learning_session (workspace_id);

CREATE TABLE meeting_person (
    meeting_id VARCHAR NOT NULL,
    person_id VARCHAR,
    person_words VARCHAR,
    state VARCHAR NOT NULL,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_meeting_person PRIMARY KEY (id),
    CONSTRAINT fk_meeting_person_meeting_id FOREIGN KEY(meeting_id) REFERENCES network_meeting (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_person_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_person_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_meeting_person_case_id ON meeting_person (case_id);

CREATE INDEX ix_meeting_person_meeting_id ON meeting_person (meeting_id);

CREATE INDEX ix_meeting_person_workspace_id ON meeting_person (workspace_id);

CREATE TABLE network_question (
    objection_id VARCHAR NOT NULL,
    time VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    answer VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_network_question PRIMARY KEY (id),
    CONSTRAINT fk_network_question_objection_id FOREIGN KEY(objection_id) REFERENCES network_objection (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_question_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_question_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_network_question_case_id ON network_question (case_id);

CREATE INDEX ix_network_question_objection_id ON network_question (objection_id);

CREATE INDEX ix_network_question_workspace_id ON network_question (workspace_id);

CREATE TABLE outbox_block (
    part_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_outbox_block PRIMARY KEY (part_id, number),
    CONSTRAINT fk_outbox_block_part_id FOREIGN KEY(part_id) REFERENCES outbox_part (id) ON DELETE CASCADE
);

CREATE TABLE scale (
    ref VARCHAR,
    strand_id VARCHAR NOT NULL,
    pathway VARCHAR NOT NULL,
    question VARCHAR,
    zero_text VARCHAR NOT NULL,
    ten_text VARCHAR NOT NULL,
    opened_on VARCHAR,
    closed_on VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_scale PRIMARY KEY (id),
    CONSTRAINT fk_scale_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE CASCADE,
    CONSTRAINT fk_scale_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_scale_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_scale_case_id ON scale (case_id);

CREATE INDEX ix_scale_strand_id ON scale (strand_id);

CREATE INDEX ix_scale_workspace_id ON scale (workspace_id);

CREATE TABLE scene_item (
    scene_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    rotation DOUBLE NOT NULL,
    flipped BOOLEAN NOT NULL,
    colour VARCHAR,
    pen DOUBLE,
    data VARCHAR,
    picture VARCHAR,
    blob VARCHAR,
    person_id VARCHAR,
    text VARCHAR,
    alt VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_scene_item PRIMARY KEY (id),
    CONSTRAINT fk_scene_item_scene_id FOREIGN KEY(scene_id) REFERENCES scene (id) ON DELETE CASCADE,
    CONSTRAINT fk_scene_item_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_scene_item_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_scene_item_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_scene_item_case_id ON scene_item (case_id);

CREATE INDEX ix_scene_item_scene_id ON scene_item (scene_id);

CREATE INDEX ix_scene_item_workspace_id ON scene_item (workspace_id);

CREATE TABLE story_approval (
    story_id VARCHAR NOT NULL,
    person_id VARCHAR,
    who VARCHAR,
    "on" VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    step VARCHAR,
    asked_for VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_story_approval PRIMARY KEY (id),
    CONSTRAINT fk_story_approval_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_approval_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_approval_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_approval_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_story_approval_case_id ON story_approval (case_id);

CREATE INDEX ix_story_approval_story_id ON story_approval (story_id);

CREATE INDEX ix_story_approval_workspace_id ON story_approval (workspace_id);

CREATE TABLE story_frame (
    story_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    picture VARCHAR,
    whose_words VARCHAR,
    scene_id VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_story_frame PRIMARY KEY (id),
    CONSTRAINT fk_story_frame_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_frame_scene_id FOREIGN KEY(scene_id) REFERENCES scene (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_frame_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_frame_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_story_frame_case_id ON story_frame (case_id);

CREATE INDEX ix_story_frame_story_id ON story_frame (story_id);

CREATE INDEX ix_story_frame_workspace_id ON story_frame (workspace_id);

CREATE TABLE story_telling (
    story_id VARCHAR NOT NULL,
    told_on VARCHAR NOT NULL,
    read_by VARCHAR,
    there VARCHAR,
    place VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_story_telling PRIMARY KEY (id),
    CONSTRAINT fk_story_telling_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_telling_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_telling_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_story_telling_case_id ON story_telling (case_id);

CREATE INDEX ix_story_telling_story_id ON story_telling (story_id);

CREATE INDEX ix_story_telling_workspace_id ON story_telling (workspace_id);

CREATE TABLE timeline_event (
    "on" VARCHAR NOT NULL,
    until VARCHAR,
    text VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    is_planned BOOLEAN NOT NULL,
    target INTEGER,
    strand_id VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_timeline_event PRIMARY KEY (id),
    CONSTRAINT fk_timeline_event_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_timeline_event_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_timeline_event_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_timeline_event_case_id ON timeline_event (case_id);

CREATE INDEX ix_timeline_event_workspace_id ON timeline_event (workspace_id);

CREATE TABLE wording (
    strand_id VARCHAR,
    person_id VARCHAR,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    is_quotation BOOLEAN NOT NULL,
    written_on VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_wording PRIMARY KEY (id),
    CONSTRAINT fk_wording_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_wording_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_wording_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_wording_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_wording_case_id ON wording (case_id);

CREATE INDEX ix_wording_strand_id ON wording (strand_id);

CREATE INDEX ix_wording_workspace_id ON wording (workspace_id);

CREATE TABLE network_find (
    objection_id VARCHAR NOT NULL,
    question_id VARCHAR,
    person_id VARCHAR NOT NULL,
    found_on VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_network_find PRIMARY KEY (id),
    CONSTRAINT fk_network_find_objection_id FOREIGN KEY(objection_id) REFERENCES network_objection (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_find_question_id FOREIGN KEY(question_id) REFERENCES network_question (id) ON DELETE SET NULL,
    CONSTRAINT fk_network_find_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_find_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_network_find_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_network_find_case_id ON network_find (case_id);

CREATE INDEX ix_network_find_objection_id ON network_find (objection_id);

CREATE INDEX ix_network_find_workspace_id ON network_find (workspace_id);

CREATE TABLE round (
    scale_id VARCHAR NOT NULL,
    held_on VARCHAR NOT NULL,
    occasion VARCHAR,
    revealed_at VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_round PRIMARY KEY (id),
    CONSTRAINT fk_round_scale_id FOREIGN KEY(scale_id) REFERENCES scale (id) ON DELETE CASCADE,
    CONSTRAINT fk_round_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_round_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_round_case_id ON round (case_id);

CREATE INDEX ix_round_scale_id ON round (scale_id);

CREATE INDEX ix_round_workspace_id ON round (workspace_id);

CREATE TABLE story_asked (
    telling_id VARCHAR NOT NULL,
    asked_by_id VARCHAR,
    asked VARCHAR,
    answered_by_id VARCHAR,
    answered VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_story_asked PRIMARY KEY (id),
    CONSTRAINT fk_story_asked_telling_id FOREIGN KEY(telling_id) REFERENCES story_telling (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_asked_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_asked_answered_by_id FOREIGN KEY(answered_by_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_story_asked_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_story_asked_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_story_asked_case_id ON story_asked (case_id);

CREATE INDEX ix_story_asked_telling_id ON story_asked (telling_id);

CREATE INDEX ix_story_asked_workspace_id ON story_asked (workspace_id);

CREATE TABLE score (
    round_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    value INTEGER,
    reason VARCHAR,
    reason_is_quotation BOOLEAN NOT NULL,
    higher VARCHAR,
    higher_is_quotation BOOLEAN NOT NULL,
    by_pictures BOOLEAN NOT NULL,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_score PRIMARY KEY (id),
    CONSTRAINT fk_score_round_id FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE,
    CONSTRAINT fk_score_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_score_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_score_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_score_case_id ON score (case_id);

CREATE INDEX ix_score_person_id ON score (person_id);

CREATE INDEX ix_score_round_id ON score (round_id);

CREATE INDEX ix_score_workspace_id ON score (workspace_id);

CREATE TABLE card (
    ref VARCHAR,
    part VARCHAR NOT NULL,
    pathway VARCHAR NOT NULL,
    title VARCHAR,
    text VARCHAR NOT NULL,
    is_quotation BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    position DOUBLE NOT NULL,
    strand_id VARCHAR,
    danger_id VARCHAR,
    occurred VARCHAR,
    occurred_until VARCHAR,
    how_long VARCHAR,
    due_on VARCHAR,
    done_on VARCHAR,
    from_score_id VARCHAR,
    written_on VARCHAR,
    closed_on VARCHAR,
    note VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_card PRIMARY KEY (id),
    CONSTRAINT fk_card_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_card_danger_id FOREIGN KEY(danger_id) REFERENCES strand (id) ON DELETE SET NULL,
    CONSTRAINT fk_card_from_score_id FOREIGN KEY(from_score_id) REFERENCES score (id) ON DELETE SET NULL,
    CONSTRAINT fk_card_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_card_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_card_case_id ON card (case_id);

CREATE INDEX ix_card_strand_id ON card (strand_id);

CREATE INDEX ix_card_workspace_id ON card (workspace_id);

CREATE TABLE sheet_item (
    sheet_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    is_quotation BOOLEAN NOT NULL,
    value INTEGER,
    "on" VARCHAR,
    permission VARCHAR,
    scene_id VARCHAR,
    picture VARCHAR,
    person_id VARCHAR,
    x DOUBLE,
    y DOUBLE,
    score_id VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_sheet_item PRIMARY KEY (id),
    CONSTRAINT fk_sheet_item_sheet_id FOREIGN KEY(sheet_id) REFERENCES child_sheet (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_item_scene_id FOREIGN KEY(scene_id) REFERENCES scene (id) ON DELETE SET NULL,
    CONSTRAINT fk_sheet_item_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_sheet_item_score_id FOREIGN KEY(score_id) REFERENCES score (id) ON DELETE SET NULL,
    CONSTRAINT fk_sheet_item_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_item_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_sheet_item_case_id ON sheet_item (case_id);

CREATE INDEX ix_sheet_item_sheet_id ON sheet_item (sheet_id);

CREATE INDEX ix_sheet_item_workspace_id ON sheet_item (workspace_id);

CREATE TABLE card_person (
    card_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    person_id VARCHAR,
    words VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_card_person PRIMARY KEY (id),
    CONSTRAINT fk_card_person_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE,
    CONSTRAINT fk_card_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_card_person_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_card_person_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_card_person_card_id ON card_person (card_id);

CREATE INDEX ix_card_person_case_id ON card_person (case_id);

CREATE INDEX ix_card_person_person_id ON card_person (person_id);

CREATE INDEX ix_card_person_workspace_id ON card_person (workspace_id);

CREATE TABLE different_view (
    card_id VARCHAR NOT NULL,
    person_id VARCHAR,
    words VARCHAR NOT NULL,
    is_quotation BOOLEAN NOT NULL,
    said_on VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_different_view PRIMARY KEY (id),
    CONSTRAINT fk_different_view_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE,
    CONSTRAINT fk_different_view_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_different_view_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_different_view_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_different_view_card_id ON different_view (card_id);

CREATE INDEX ix_different_view_case_id ON different_view (case_id);

CREATE INDEX ix_different_view_workspace_id ON different_view (workspace_id);

CREATE TABLE hard_day (
    "key" VARCHAR,
    "on" VARCHAR NOT NULL,
    until VARCHAR,
    title VARCHAR NOT NULL,
    person_id VARCHAR,
    "plan" VARCHAR,
    who VARCHAR,
    step_id VARCHAR,
    put_away BOOLEAN NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_hard_day PRIMARY KEY (id),
    CONSTRAINT fk_hard_day_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_hard_day_step_id FOREIGN KEY(step_id) REFERENCES card (id) ON DELETE SET NULL,
    CONSTRAINT fk_hard_day_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_hard_day_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_hard_day_case_id ON hard_day (case_id);

CREATE INDEX ix_hard_day_workspace_id ON hard_day (workspace_id);

CREATE TABLE matrix_cell (
    matrix_id VARCHAR NOT NULL,
    row_key VARCHAR NOT NULL,
    column_key VARCHAR NOT NULL,
    child_id VARCHAR,
    child_words VARCHAR,
    state VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    said_on VARCHAR,
    card_id VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_matrix_cell PRIMARY KEY (id),
    CONSTRAINT fk_matrix_cell_matrix_id FOREIGN KEY(matrix_id) REFERENCES harm_matrix (id) ON DELETE CASCADE,
    CONSTRAINT fk_matrix_cell_child_id FOREIGN KEY(child_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_matrix_cell_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE SET NULL,
    CONSTRAINT fk_matrix_cell_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_matrix_cell_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_matrix_cell_case_id ON matrix_cell (case_id);

CREATE INDEX ix_matrix_cell_matrix_id ON matrix_cell (matrix_id);

CREATE INDEX ix_matrix_cell_workspace_id ON matrix_cell (workspace_id);

CREATE TABLE meeting_item (
    meeting_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    answer VARCHAR,
    person_id VARCHAR,
    card_id VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_meeting_item PRIMARY KEY (id),
    CONSTRAINT fk_meeting_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES network_meeting (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_item_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_meeting_item_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_item_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_meeting_item_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_meeting_item_case_id ON meeting_item (case_id);

CREATE INDEX ix_meeting_item_meeting_id ON meeting_item (meeting_id);

CREATE INDEX ix_meeting_item_workspace_id ON meeting_item (workspace_id);

CREATE TABLE session_item (
    session_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    question VARCHAR,
    text VARCHAR NOT NULL,
    is_quotation BOOLEAN NOT NULL,
    value INTEGER,
    due_on VARCHAR,
    starred BOOLEAN NOT NULL,
    position DOUBLE NOT NULL,
    who VARCHAR,
    round INTEGER,
    is_revealed BOOLEAN NOT NULL,
    card_id VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_session_item PRIMARY KEY (id),
    CONSTRAINT fk_session_item_session_id FOREIGN KEY(session_id) REFERENCES learning_session (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_item_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE SET NULL,
    CONSTRAINT fk_session_item_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_item_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_session_item_case_id ON session_item (case_id);

CREATE INDEX ix_session_item_session_id ON session_item (session_id);

CREATE INDEX ix_session_item_workspace_id ON session_item (workspace_id);

CREATE TABLE sheet_permission (
    sheet_id VARCHAR NOT NULL,
    item_id VARCHAR,
    person_id VARCHAR,
    answer VARCHAR NOT NULL,
    words VARCHAR,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_sheet_permission PRIMARY KEY (id),
    CONSTRAINT fk_sheet_permission_sheet_id FOREIGN KEY(sheet_id) REFERENCES child_sheet (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_permission_item_id FOREIGN KEY(item_id) REFERENCES sheet_item (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_permission_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_permission_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_sheet_permission_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_sheet_permission_case_id ON sheet_permission (case_id);

CREATE INDEX ix_sheet_permission_sheet_id ON sheet_permission (sheet_id);

CREATE INDEX ix_sheet_permission_workspace_id ON sheet_permission (workspace_id);

CREATE TABLE statement_part (
    card_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_statement_part PRIMARY KEY (id),
    CONSTRAINT fk_statement_part_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_part_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_part_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_statement_part_card_id ON statement_part (card_id);

CREATE INDEX ix_statement_part_case_id ON statement_part (case_id);

CREATE INDEX ix_statement_part_workspace_id ON statement_part (workspace_id);

CREATE TABLE open_question (
    ref VARCHAR,
    topic VARCHAR NOT NULL,
    matrix_id VARCHAR,
    cell_id VARCHAR,
    field VARCHAR,
    person_id VARCHAR,
    person_words VARCHAR,
    asker_id VARCHAR,
    text VARCHAR NOT NULL,
    answer VARCHAR,
    answered_on VARCHAR,
    step_id VARCHAR,
    card_id VARCHAR,
    position DOUBLE NOT NULL,
    workspace_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    CONSTRAINT pk_open_question PRIMARY KEY (id),
    CONSTRAINT fk_open_question_matrix_id FOREIGN KEY(matrix_id) REFERENCES harm_matrix (id) ON DELETE CASCADE,
    CONSTRAINT fk_open_question_cell_id FOREIGN KEY(cell_id) REFERENCES matrix_cell (id) ON DELETE SET NULL,
    CONSTRAINT fk_open_question_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_open_question_asker_id FOREIGN KEY(asker_id) REFERENCES person (id) ON DELETE SET NULL,
    CONSTRAINT fk_open_question_step_id FOREIGN KEY(step_id) REFERENCES card (id) ON DELETE SET NULL,
    CONSTRAINT fk_open_question_card_id FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE SET NULL,
    CONSTRAINT fk_open_question_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspace (id) ON DELETE CASCADE,
    CONSTRAINT fk_open_question_case_id FOREIGN KEY(case_id) REFERENCES casefile (id) ON DELETE CASCADE
);

CREATE INDEX ix_open_question_case_id ON open_question (case_id);

CREATE INDEX ix_open_question_workspace_id ON open_question (workspace_id);
