"""The run as JUnit XML: one test a measure, so that any CI shows what failed."""

from xml.etree import ElementTree

from evals.report.view import Line, View


def junit(shown: View) -> str:
    """Write the XML."""
    root = ElementTree.Element("testsuites", name="evals")
    for suite in shown.run.suites:
        lines = shown.of(suite)
        failed = [line for line in lines if _faults(line, shown)]
        element = ElementTree.SubElement(root, "testsuite", name=suite, tests=str(len(lines)), failures=str(len(failed)))
        for line in lines:
            _add(element, line, shown)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(suite: ElementTree.Element, line: Line, shown: View) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=f"{line.measure.suite}.{line.measure.half}", name=line.measure.name)
    if faults := _faults(line, shown):
        failure = ElementTree.SubElement(case, "failure", message=faults[0])
        failure.text = "\n".join(faults)
    ElementTree.SubElement(case, "system-out").text = str(line.measure.score)


def _faults(line: Line, shown: View) -> list[str]:
    found = [str(line.breach)] if line.breach else []
    if line.change and line.change.verdict == "regression":
        found.append(f"{line.change.before:.3f} -> {line.change.after:.3f}")
    if shown.comparison:
        found += [f"{failure.case} newly fails" for failure in shown.comparison.new_failures if failure.measure == line.measure.key]
    return found
