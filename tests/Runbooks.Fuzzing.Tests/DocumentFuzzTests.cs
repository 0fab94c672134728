using System.Collections.Concurrent;
using System.Globalization;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Submission;
using Runbooks.Server.Clouds;

namespace Runbooks.Fuzzing.Tests;

/// <summary>
/// Documents that are nearly right: whatever is wrong with one, lint says so, and what lint finds nothing wrong with runs to its end or until it
/// only waits. RUNBOOKS_FUZZ_SEED tries a single one again.
/// </summary>
public sealed class DocumentFuzzTests
{
    private const int Shown = 5;

    /// <summary>A document is stuck, not slow, when it takes this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly CloudProviders Clouds = CloudProviders.ToCheck(sandbox: true);

    private static IEnumerable<int> Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("RUNBOOKS_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? [seed] : Enumerable.Range(0, TestLength.Of(20_000, 1_000_000));

    [Fact]
    public async Task No_document_crashes_lint_or_a_run()
    {
        var failures = new ConcurrentDictionary<int, string>();

        await Parallel.ForEachAsync(Seeds, TestContext.Current.CancellationToken, async (seed, cancellation) =>
        {
            if (failures.Count >= Shown) return;
            var document = MutatedDocument.Make(seed, Corpus.All);
            try
            {
                await Task.Run(() => Try(document), cancellation).WaitAsync(Patience, cancellation);
            }
            catch (Exception crash) when (!cancellation.IsCancellationRequested)
            {
                failures[seed] = $"{document}\n{crash}";
            }
        });

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.OrderBy(failure => failure.Key).Select(failure => failure.Value)));
    }

    private static void Try(MutatedDocument document)
    {
        var lines = document.Text.Count(c => c is (byte)'\n' or (byte)'\r') + 1;
        foreach (var reading in Read(document))
        {
            Assert.All(reading.Findings, finding => Assert.NotEqual("internal", finding.Rule));
            Assert.All(reading.Findings, finding => Assert.InRange(finding.Line, 1, lines));
            Assert.All(reading.Findings, finding => Assert.DoesNotContain(finding.Message, char.IsControl));
            if (reading.HasErrors) continue;
            foreach (var runbook in reading.Documents) Run(runbook, document.Seed);
        }
    }

    /// <summary>With nobody to ask for what it refers to.</summary>
    private static IReadOnlyList<Reading> Read(MutatedDocument document)
    {
        var documents = Clouds.Language.Open();
        documents.Add("fuzz.yaml", document.Text);
        while (documents.Missing is { Count: > 0 } missing)
            foreach (var reference in missing) documents.AddFound(reference, "anywhere", null);
        return documents.Check();
    }

    private static void Run(RunbookDocument runbook, int seed)
    {
        var spec = runbook.Workflow.Spec;
        var parameters = spec.Arguments.Parameters.Concat(runbook.References.Spec?.Arguments.Parameters ?? []);
        var request = new RunRequest
        {
            Entrypoint = spec.Entrypoint is null && spec.Templates is [var template, ..] ? template.Name : null,
            Parameters = parameters.Where(parameter => parameter is { Value: null, Default: null }).DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, parameter => parameter.Enum is [{ } first, ..] ? first.Text : "1"),
        };
        var submitted = Submitter.Submit(runbook.Workflow, request, "01a206c2-0000-7000-8000-000000000000", "x7k2p", "default", DateTimeOffset.UnixEpoch, runbook.References);
        if (submitted.Event is { } run) ScriptedWorld.Play(run, new Random(seed), turns: 10_000);
    }
}
