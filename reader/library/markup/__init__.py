"""Rendering a topic: Markdown and sanitising are imported here and nowhere else, and only to compile."""

from reader.library.markup.render import TopicRenderer, render_topic
from reader.library.markup.rendered import Link, RenderedTopic

__all__ = ["Link", "RenderedTopic", "TopicRenderer", "render_topic"]
