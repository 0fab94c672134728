using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>What a file turned out to be.</summary>
/// <param name="Documents">The runbooks without errors.</param>
/// <param name="Findings">Everything found, by position.</param>
public sealed record Reading(IReadOnlyList<RunbookDocument> Documents, IReadOnlyList<Finding> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}
