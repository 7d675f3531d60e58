"""A programme's questionnaire as far as HR has come with it: what is not published yet, and how it differs."""

from dataclasses import replace

from bot.domain.forms import Form
from bot.domain.revision import Draft, changes
from bot.messages.questionnaire import NAME
from bot.messages.questionnaires import Overview
from bot.services.versions import newest, would_owe
from storage.work import Work


def draft_of(work: Work, programme_id: int) -> Draft:
    """What HR has come to: the draft, or the version that is asked, from which one begins."""
    draft = work.drafts.find(programme_id, NAME)
    return draft or Draft(programme_id, NAME, newest(work, programme_id).form)


def hold_draft(work: Work, programme_id: int) -> Draft:
    """The draft, to change: whoever else wants to waits for this transaction's end."""
    work.programmes.hold(programme_id)
    return draft_of(work, programme_id)


def keep_draft(work: Work, draft: Draft, form: Form) -> None:
    """Keeps what the draft has become; back at what is asked anyway, there is none."""
    if form == newest(work, draft.programme_id).form:
        work.drafts.remove(draft)
    elif draft.id:
        work.drafts.save(replace(draft, form=form))
    else:
        work.drafts.add(replace(draft, form=form))


def answers_to(work: Work, programme_id: int) -> dict[str, int]:
    """How many who take part have answered each question, by its id."""
    counts: dict[str, int] = {}
    for enrolment in work.enrolments.everybody(programme_id):
        for id, value in enrolment.answers.items():
            counts[id] = counts.get(id, 0) + (value not in (None, [], {}))
    return counts


def overview(work: Work, programme_id: int) -> Overview:
    """The questionnaire as it stands, with what is not published yet."""
    programme, draft = work.programmes.get(programme_id), draft_of(work, programme_id)
    changed = changes(newest(work, programme_id).form, draft.form).count if draft.id else 0
    owing = sum(1 for _ in would_owe(work, programme_id, draft.form)) if changed else 0
    return Overview(programme_id, programme.name, draft.form, changed, owing)
