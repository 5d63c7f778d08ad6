"""The gallery of components."""

app_name = "ui"
urlpatterns: list[object] = []
