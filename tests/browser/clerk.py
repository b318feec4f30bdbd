"""What a clerk does in the browser, in the clerk's words."""

from pathlib import Path
from typing import Any


class Clerk:
    """Drives one browser page of the app."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        page.goto(url)
        page.get_by_role("link", name="任务清单").wait_for()

    # ---- getting about ------------------------------------------------------------------------------
    def open(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click(delay=40)
        self.page.get_by_role("heading", name=name, level=1).wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until what was typed is saved and the app has drawn what was asked for."""
        self.page.wait_for_timeout(120)
        for _ in range(2):
            self.page.locator(".sheet[data-saving]").first.wait_for(state="detached")
            self.page.wait_for_function(
                "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'running'"
            )
            self.page.wait_for_timeout(60)

    def see(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def press(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.settle()

    def name_oneself(self, name: str) -> None:
        self.fill("经办人", name)

    def fill(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        field.fill(text)
        field.press("Tab")
        self.settle()

    # ---- numbers ------------------------------------------------------------------------------------
    def block(self, name: str) -> None:
        self.page.get_by_test_id("stButtonGroup").get_by_text(name).first.click()
        self.settle()

    def cell(self, address: str) -> Any:
        return self.page.locator(f'[data-k="{address}"]')

    def shown(self, address: str) -> str:
        return str(self.page.locator(f'[data-out="{address}"]').inner_text())

    def type(self, address: str, text: str) -> None:
        field = self.cell(address)
        field.fill(text)
        field.press("Enter")

    def answer(self, question: str, word: str) -> None:
        group = self.page.get_by_role("radiogroup", name=question)
        group.get_by_text(word, exact=True).click()
        self.settle()

    # ---- files --------------------------------------------------------------------------------------
    def download(self, button: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button).first.click()
        target = folder / str(waiting.value.suggested_filename)
        waiting.value.save_as(target)
        return target

    def messages(self) -> list[str]:
        """Sentences at the cells."""
        return [str(text) for text in self.page.locator(".messages li").all_inner_texts()]
