"""Projects: should we keep backing this one?"""

from pages.components import caches, header, project_list, project_page, project_picker, states

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    listed = caches.projects(view.shown, view.look)
    header.strip(view, listed.story)
    chosen = project_picker.pick(listed.names, compact=view.compact)
    if chosen is None:
        project_list.show(view, view.shown, listed)
    else:
        project_page.show(view, view.shown, listed, chosen)
