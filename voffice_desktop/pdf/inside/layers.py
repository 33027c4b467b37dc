"""Turn optional content into plain content: what is off goes, what is on stays for good (ISO 32000-1, 8.11)."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

Ref = tuple[int, int]

_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_SHOW = {"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}


def bake_layers(pdf: pikepdf.Pdf, noted: list[pikepdf.Object]) -> set[Ref]:
    """Remove what the default view hides from every page and form. Returns what is hidden: groups and memberships."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return set()
    off = _groups_off(properties)
    hidden = off | {
        thing.objgen
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.OCMD and _membership_hidden(thing, off)
    }
    if hidden:
        for thing in list(pdf.objects):
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") in (Name.Form, Name.Image):
                layer = thing.get("/OC")
                if isinstance(layer, Dictionary) and layer.objgen in hidden:
                    _empty(thing)
                elif thing.get("/Subtype") == Name.Form:
                    _clear_form(thing, hidden)
        for page in pdf.pages:
            _clear_page(pdf, page, hidden)
    return hidden


def _groups_off(properties: pikepdf.Object) -> set[Ref]:
    everyone = {group.objgen for group in _items(properties.get("/OCGs"))}
    config = properties.get("/D")
    if not isinstance(config, Dictionary):
        return set()
    off = set(everyone) if config.get("/BaseState") == Name.OFF else set()
    off |= {group.objgen for group in _items(config.get("/OFF"))}
    off -= {group.objgen for group in _items(config.get("/ON"))} if config.get("/BaseState") == Name.OFF else set()
    for usage in _items(config.get("/AS")):
        if isinstance(usage, Dictionary) and usage.get("/Event") == Name.View:
            for group in _items(usage.get("/OCGs")):
                state = _view_state(group)
                if state == Name.OFF:
                    off.add(group.objgen)
                elif state == Name.ON:
                    off.discard(group.objgen)
    return off


def _view_state(group: pikepdf.Object) -> pikepdf.Object | None:
    usage = group.get("/Usage") if isinstance(group, Dictionary) else None
    view = usage.get("/View") if isinstance(usage, Dictionary) else None
    return view.get("/ViewState") if isinstance(view, Dictionary) else None


def _membership_hidden(member: pikepdf.Object, off: set[Ref]) -> bool:
    given = member.get("/OCGs")
    groups = [given] if isinstance(given, Dictionary) else _items(given)
    if not groups:
        return False
    states = [group.objgen not in off for group in groups]
    policy = str(member.get("/P", "/AnyOn"))
    visible = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}.get(policy, any(states))
    return not visible


def _clear_page(pdf: pikepdf.Pdf, page: pikepdf.Page, hidden: set[Ref]) -> None:
    names = _hidden_names(page.resources, hidden)
    if names:
        page.obj["/Contents"] = pdf.make_stream(_without(page, names))


def _clear_form(form: pikepdf.Object, hidden: set[Ref]) -> None:
    names = _hidden_names(form.get("/Resources"), hidden)
    if names:
        form.write(_without(form, names))


def _hidden_names(resources: pikepdf.Object | None, hidden: set[Ref]) -> set[str]:
    properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    if not isinstance(properties, Dictionary):
        return set()
    return {name for name, layer in properties.items() if isinstance(layer, Dictionary) and layer.objgen in hidden}


def _without(source: pikepdf.Page | pikepdf.Object, names: set[str]) -> bytes:
    """The content without what is painted inside the named layers; state changes stay, later content needs them."""
    kept = []
    stack: list[bool] = []
    for instruction in pikepdf.parse_content_stream(source):
        operands, operator = instruction.operands, instruction.operator
        word = str(operator)
        if word in ("BDC", "BMC"):
            layered = word == "BDC" and len(operands) > 1 and operands[0] == Name.OC
            stack.append((bool(stack) and stack[-1]) or (layered and str(operands[1]) in names))
        if not (stack and stack[-1]):
            kept.append(instruction)
        elif word in _PAINT:
            kept.append(pikepdf.ContentStreamInstruction([], Operator("n")))
        elif word not in _SHOW:
            kept.append(instruction)
        if word == "EMC" and stack:
            stack.pop()
    return pikepdf.unparse_content_stream(kept)


def _empty(thing: pikepdf.Object) -> None:
    if thing.get("/Subtype") == Name.Image:
        for key in ("/SMask", "/Mask", "/Decode", "/ColorSpace", "/BitsPerComponent"):
            if key in thing:
                del thing[key]
        thing["/Width"] = thing["/Height"] = 1
        thing["/ImageMask"] = True
        thing["/Decode"] = Array([0, 1])
        thing.write(b"\x80")  # a stencil of one clear sample
    else:
        thing.write(b"")


def _items(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    return [item for item in value if isinstance(item, Dictionary)] if isinstance(value, Array) else []
