"""What the learner's Jupyter server does more than others: it fills in the progress."""

import asyncio

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from grader_tests.desk.launcher import filled


class CourseContents(AsyncLargeFileManager):
    """Serves the course's first page as it is now; the file on the disk stays the same."""

    async def get(self, path, content=True, type=None, format=None, **options):
        model = await super().get(path, content=content, type=type, format=format, **options)
        if path.endswith("README.md") and isinstance(model["content"], str):
            page = await asyncio.to_thread(filled, model["content"])  # it reads some forty files
            if page != model["content"]:
                model |= {"content": page, "writable": False}  # else it could be saved like this
        return model
