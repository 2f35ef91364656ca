"""Drawing in a scene: pen, fill, rubber, words, pictures, photographs and people; by pen, finger, mouse and keys."""

from ui.widgets.drawing_canvas.editor import SceneEditor

__all__ = ["SceneEditor"]
