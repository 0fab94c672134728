using Runbooks.Server.Clouds;

namespace Runbooks.Benchmarks.Lint;

/// <summary>Reading and checking documents.</summary>
internal static class LintBenchmark
{
    public static Task RunAsync(Report report)
    {
        using var clouds = CloudProviders.ToCheck(sandbox: true);
        Examples(report, clouds);
        Size(report, clouds, 1_000, 10_000);
        return Task.CompletedTask;
    }

    private static void Examples(Report report, CloudProviders clouds)
    {
        var folder = Environment.GetEnvironmentVariable("RUNBOOKS_CONFORMANCE");
        if (folder is null)
        {
            report.Note("Argo's own examples: left out, RUNBOOKS_CONFORMANCE names no folder with them");
            return;
        }
        var files = Directory.GetFiles(Path.Combine(folder, "argo-examples"), "*.yaml", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        void ReadAll() => files.ForEach(file => clouds.Language.Read("example.yaml", file));
        ReadAll();
        var time = Rounds.Median(Enumerable.Range(0, 5).Select(_ => Rounds.Measure(ReadAll)));
        report.Bound($"read and lint {files.Count} of Argo's examples, warm", $"{time.TotalMilliseconds:0} ms", "< 400 ms", time < TimeSpan.FromMilliseconds(400));
    }

    private static void Size(Report report, CloudProviders clouds, int small, int large)
    {
        var times = new[] { small, large }.Select(steps => Document(steps)).Select(document =>
        {
            clouds.Language.Read("large.yaml", document);
            return Rounds.Median(Enumerable.Range(0, 5).Select(_ => Rounds.Measure(() => clouds.Language.Read("large.yaml", document))));
        }).ToList();
        report.Bound($"read and lint a document of {large:N0} steps", $"{times[1].TotalMilliseconds:0} ms", "< 1,000 ms", times[1] < TimeSpan.FromSeconds(1));
        report.Compare($"one of {large:N0} steps", $"{times[1].TotalMicroseconds / large:0.0} µs", $"{times[0].TotalMicroseconds / small:0.0} µs of {small:N0}", times[1] / large / (times[0] / small), null);
    }

    private static string Document(int steps) => """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: large-}
        spec:
          entrypoint: main
          templates:
            - name: next
              inputs: {parameters: [{name: before}]}
              container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.before}}"]}
            - name: main
              steps:

        """ + string.Concat(Enumerable.Range(0, steps).Select(Step));

    private static string Step(int i) =>
        $"        - - {{name: s{i}, template: next, arguments: {{parameters: [{{name: before, value: \"{(i == 0 ? "none" : "{{steps.s" + (i - 1) + ".outputs.result}}")}\"}}]}}}}\n";
}
