-- Corrections of body measures. What was measured stays in result.analysis (or client_figures) and
-- never changes; each correction is a row of its own, and so is each label.
create table user_adjustments (
    id                    uuid primary key,
    -- The order of one capture's corrections, made under the lock of its result.
    number                bigint generated always as identity,
    capture_id            uuid        not null references result on delete cascade,
    -- Who made it.
    user_id               uuid        not null,
    -- What was shown when it was made.
    original_metrics_json jsonb       not null,
    -- What it says instead, and nothing else.
    adjusted_metrics_json jsonb       not null,
    notes                 text        not null,
    source                text        not null check (source in ('user', 'tailor', 'admin')),
    approved              boolean     not null default false,
    -- Set together when somebody decides, for or against.
    approver_id           uuid,
    approved_at           timestamptz,
    created_at            timestamptz not null,
    idempotency_key       text,
    -- Whether training may use it: approved, and the owner wants that. A withdrawal takes it back.
    ground_truth          boolean     not null default false,
    check ((approver_id is null) = (approved_at is null)),
    check (approver_id <> user_id),
    check (not approved or approver_id is not null),
    check (not ground_truth or approved)
);
create index user_adjustments_by_capture on user_adjustments (capture_id, number);
create unique index user_adjustments_by_key on user_adjustments (capture_id, user_id, idempotency_key)
    where idempotency_key is not null;

create function correction_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'DELETE' then
        if exists (select from result where task_id = old.capture_id and erased_at is null) then
            raise exception 'a correction goes only with its capture';
        end if;
        return old;
    end if;
    if (new.id, new.number, new.capture_id, new.user_id, new.original_metrics_json,
            new.adjusted_metrics_json, new.notes, new.source, new.created_at, new.idempotency_key)
        is distinct from (old.id, old.number, old.capture_id, old.user_id, old.original_metrics_json,
            old.adjusted_metrics_json, old.notes, old.source, old.created_at, old.idempotency_key)
    then
        raise exception 'a correction never changes';
    end if;
    if old.approver_id is not null and (new.approved, new.approver_id, new.approved_at)
        is distinct from (old.approved, old.approver_id, old.approved_at)
    then
        raise exception 'a correction is decided once';
    end if;
    return new;
end $$;
create trigger correction_kept before update or delete on user_adjustments
    for each row execute function correction_is_kept();

create function original_is_kept() returns trigger language plpgsql as $$
begin
    if (new.analysis is distinct from old.analysis
            and (new.analysis is not null or new.erased_at is null))
        or (new.client_figures is distinct from old.client_figures
            and (new.client_figures is not null or new.erased_at is null))
    then
        raise exception 'what was measured never changes';
    end if;
    return new;
end $$;
create trigger result_original_kept before update of analysis, client_figures on result
    for each row execute function original_is_kept();

alter table result
    add column latest_adjustment_id uuid references user_adjustments on delete set null,
    -- The measures that are shown otherwise than they were measured.
    add column edits       jsonb,
    -- How many corrections and decisions there were: names the event of each.
    add column corrections integer not null default 0;

create index result_by_latest_adjustment on result (latest_adjustment_id)
    where latest_adjustment_id is not null;

-- The list for review: what waits for a person first, then the newest.
create index result_for_review on result ((case review_state
        when 'needs_review' then 2 when 'edited' then 1 else 0 end), task_id)
    where erased_at is null;

-- Ground truth that a labeler measured.
create table labels (
    id                uuid primary key,
    capture_id        uuid        not null references result on delete cascade,
    labeler_id        uuid        not null,
    measurements_json jsonb       not null,
    approved          boolean     not null default false,
    notes             text        not null,
    created_at        timestamptz not null
);
create index labels_by_capture on labels (capture_id, created_at);

-- The consents that changed since their captures were accepted; the highest version counts.
create table user_consent (
    user_id  uuid    primary key,
    version  bigint  not null,
    training boolean not null
);

-- Whether a capture may serve training: by its owner's latest word.
create view capture_consent as
    select r.task_id, r.user_id,
        case when c.version > (r.consent ->> 'version')::bigint then c.training
            else (r.consent ->> 'training')::boolean end as training
    from result r left join user_consent c using (user_id);
