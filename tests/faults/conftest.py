"""Says at the end how many broken submissions met the fate that is stated for them."""


def pytest_terminal_summary(terminalreporter):
    counts = {}
    for outcome in ("passed", "failed"):
        reports = terminalreporter.stats.get(outcome, [])
        counts[outcome] = sum("test_a_fault_has_its_stated_fate" in r.nodeid for r in reports)
    if sum(counts.values()):
        terminalreporter.write_line(
            f"broken submissions: {counts['passed']} as stated, {counts['failed']} not"
        )
