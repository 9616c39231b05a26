"""How much of what a student's cells print and draw is kept."""

import base64
import binascii

from nbformat import NotebookNode

from grader_tests.clean_text import clean

MAX_CHARACTERS = 20_000  # a cell
MAX_PICTURES, MAX_PICTURE = 6, 400_000  # a cell; base64 characters each
MAX_MESSAGES = 200  # a cell
CUT = "\n... the rest of this cell's output was cut ...\n"
STRUCTURE = ("status", "execute_input", "clear_output")
TEXTS, PICTURES = ("text/plain",), ("image/png", "image/jpeg")
STARTS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def is_picture(kind: str, data: object) -> bool:
    """Whether ``data`` is base64 of a picture of this kind, of a size that is kept."""
    if not isinstance(data, str) or len(data) > MAX_PICTURE:
        return False
    try:
        return base64.b64decode(data, validate=False).startswith(STARTS[kind])
    except (binascii.Error, ValueError):
        return False


def tidy_error(error: dict) -> dict:
    """Name, text and traceback of an error, cleaned and cut."""
    trace = error.get("traceback")
    lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
    return {
        "ename": clean(str(error.get("ename"))[:200]),
        "evalue": clean(str(error.get("evalue"))[:2_000]),
        "traceback": [clean(line[:4_000]) for line in lines[:30]],
    }


class OutputBudget:
    """Cuts a cell's messages from the kernel; what a cell may show is counted anew for each."""

    def open(self, cell: NotebookNode) -> None:
        """The next messages are this cell's."""
        self.characters, self.pictures, self.messages = MAX_CHARACTERS, MAX_PICTURES, MAX_MESSAGES
        self.was_cut = False

    def within(self, message: dict) -> dict:
        """The message, cut to what is left; one of no effect in place of one too many."""
        kind, content = message.get("msg_type"), message.get("content")
        if kind in STRUCTURE:
            return message
        self.messages -= 1
        if not isinstance(content, dict) or (self.messages < 0 and self.was_cut):
            return self._nothing(message)
        if kind == "stream":
            text = self._text(content.get("text"))
            name = "stderr" if content.get("name") == "stderr" else "stdout"
            kept = message | {"content": {"name": name, "text": text}}
            return kept if text else self._nothing(message)
        if kind == "error":
            return message | {"content": tidy_error(content)}
        if kind in ("display_data", "execute_result", "update_display_data"):
            kept = {"data": self._data(content.get("data")), "metadata": {}, "transient": {}}
            kept |= {"execution_count": None} if kind == "execute_result" else {}
            return message | {"content": kept}
        return self._nothing(message)  # widgets' messages: nobody moves them here

    def _text(self, text) -> str:
        text = text if isinstance(text, str) else ""
        if len(text) <= self.characters and self.messages >= 0:
            self.characters -= len(text)
            return clean(text)
        left, self.characters = text[: max(self.characters, 0)], 0
        note, self.was_cut = ("" if self.was_cut else CUT), True
        return clean(left) + note

    def _data(self, data) -> dict:
        data = data if isinstance(data, dict) else {}
        kept = {kind: self._text(data[kind]) for kind in TEXTS if kind in data}
        for kind in PICTURES:
            if kind in data and self.pictures > 0 and is_picture(kind, data[kind]):
                self.pictures -= 1
                kept[kind] = data[kind]
        return kept

    @staticmethod
    def _nothing(message: dict) -> dict:
        return message | {"msg_type": "execute_input", "content": {}}
