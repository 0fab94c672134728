using Runbooks.Engine.Lint;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Lint;

/// <summary>Argo's own example manifests, where a copy of them is named by RUNBOOKS_CONFORMANCE.</summary>
public class Examples
{
    /// <summary>Rules that say "not yet", and the one on commands that <c>docs/argo.md</c> tells of; anything else found in a valid Argo document is our mistake.</summary>
    private static readonly string[] NotYet = ["unsupported-field", "unsupported-kind", "unsupported-tag", "unknown-provider", "missing-command"];

    /// <summary>An example that Argo's own strict reading refuses: it has the key 'annotations' twice.</summary>
    private static readonly string[] Refused = ["argo-examples/k8s-patch-json-workflow.yaml"];

    public static IEnumerable<TheoryDataRow<string>> Manifests() =>
        Conformance.Folder is { } folder
            ? Directory.EnumerateFiles(Path.Combine(folder, "argo-examples"), "*.yaml", SearchOption.AllDirectories)
                .Order().Select(file => new TheoryDataRow<string>(Path.GetRelativePath(folder, file)))
            : [new TheoryDataRow<string>("") { Skip = Conformance.Missing }];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void An_example_of_Argo_has_no_error_but_what_is_not_supported_yet(string manifest)
    {
        var reading = StandIns.Language.Read(manifest, File.ReadAllBytes(Path.Combine(Conformance.Folder!, manifest)));

        var wrong = reading.Findings.Where(finding => finding.Severity == Severity.Error && !IsNotYet(finding)).ToList();
        if (Refused.Contains(manifest)) Assert.Equal("duplicate-key", Assert.Single(wrong).Rule);
        else Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsNotYet(Finding finding) =>
        NotYet.Contains(finding.Rule) || (finding.Rule == "invalid-condition" && finding.Message.Contains("supported yet", StringComparison.Ordinal));
}
