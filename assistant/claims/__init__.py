"""Numbers in prose against facts: confirmed, contradicted, unsupported."""

from assistant.claims.judge import judge, judgements
from assistant.claims.model import Frame, Judgement, Statement
from assistant.claims.readings import may_mean, readings

__all__ = ["Frame", "Judgement", "Statement", "judge", "judgements", "may_mean", "readings"]
