"""Settings from the environment. The settings page may override the endpoint (kept in the data folder)."""

from functools import cache
from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import WrongInputError


class Settings(BaseSettings):
    """`NIANBAO_*`; OPENAI_BASE_URL and OPENAI_API_KEY serve as fall-back. No model unless one is named."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, env_ignore_empty=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("nianbao", appauthor=False),
        validation_alias=AliasChoices("data", "NIANBAO_DATA"),
    )
    llm_base_url: str = Field(
        "", validation_alias=AliasChoices("llm_base_url", "NIANBAO_LLM_BASE_URL", "OPENAI_BASE_URL")
    )
    llm_model: str = Field("", validation_alias=AliasChoices("llm_model", "NIANBAO_LLM_MODEL"))
    llm_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("llm_api_key", "NIANBAO_LLM_API_KEY", "OPENAI_API_KEY")
    )
    llm_timeout: float = Field(120.0, gt=0, validation_alias=AliasChoices("llm_timeout", "NIANBAO_LLM_TIMEOUT"))
    llm_concurrency: int = Field(
        4, ge=1, le=64, validation_alias=AliasChoices("llm_concurrency", "NIANBAO_LLM_CONCURRENCY")
    )


@cache
def settings() -> Settings:
    """The settings of this process. Tests clear the cache with `settings.cache_clear()`.

    Raises WrongInputError for an environment variable whose value cannot be.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f"NIANBAO_{str(first['loc'][0]).removeprefix('NIANBAO_').upper()}"
        raise WrongInputError(f"环境变量 {name} 的值“{first['input']}”不对，请改正或删去。") from None
