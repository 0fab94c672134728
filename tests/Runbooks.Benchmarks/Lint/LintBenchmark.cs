using System.Text;
using Runbooks.Engine.Yaml;
using Runbooks.Server.Clouds;

namespace Runbooks.Benchmarks.Lint;

/// <summary>Reading and checking documents.</summary>
internal static class LintBenchmark
{
    public static Task RunAsync(Report report)
    {
        using var clouds = CloudProviders.ToCheck(sandbox: true);
        Examples(report, clouds);
        Size(report, clouds, "chain", Chain, 1_000, 10_000);
        Size(report, clouds, "dag", Dag, 1_000, 10_000);
        Hostile(report);
        report.Note("Argo: lint does not look into expressions; 200 templates a workflow and 200 tasks a dag");
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

    private static void Size(Report report, CloudProviders clouds, string shape, Func<int, string> make, int small, int large)
    {
        var times = new[] { small, large }.Select(make).Select(document =>
        {
            if (clouds.Language.Read("large.yaml", document).HasErrors) throw new InvalidOperationException($"the {shape} has mistakes");
            return Rounds.Median(Enumerable.Range(0, 5).Select(_ => Rounds.Measure(() => clouds.Language.Read("large.yaml", document))));
        }).ToList();
        report.Bound($"read and lint a {shape} of {large:N0}", $"{times[1].TotalMilliseconds:0} ms", "< 1,000 ms", times[1] < TimeSpan.FromSeconds(1));
        report.Compare($"one of {large:N0} in the {shape}", $"{times[1].TotalMicroseconds / large:0.0} µs", $"{times[0].TotalMicroseconds / small:0.0} µs of {small:N0}", times[1] / large / (times[0] / small), 2);
    }

    /// <summary>Files made to hurt, as large as files may be.</summary>
    private static void Hostile(Report report)
    {
        foreach (var (what, text) in HostileFiles.All)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var time = Rounds.Measure(() => YamlReader.Read(bytes));
            report.Bound($"refuse {what}", $"{time.TotalMilliseconds:0} ms", "< 2,000 ms", time < TimeSpan.FromSeconds(2));
        }
    }

    private static string Chain(int steps) => Head + """
            - name: main
              steps:

        """ + string.Concat(Enumerable.Range(0, steps).Select(Step));

    private static string Dag(int tasks) => Head + """
            - name: main
              dag:
                tasks:

        """ + string.Concat(Enumerable.Range(0, tasks).Select(TaskOf));

    private const string Head = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: large-}
        spec:
          entrypoint: main
          templates:
            - name: next
              inputs: {parameters: [{name: before}]}
              container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.before}}"]}

        """;

    private static string Step(int i) =>
        $"        - - {{name: s{i}, template: next, arguments: {{parameters: [{{name: before, value: \"{(i == 0 ? "none" : "{{steps.s" + (i - 1) + ".outputs.result}}")}\"}}]}}}}\n";

    /// <summary>Each task waits for two of those before.</summary>
    private static string TaskOf(int i) =>
        $"          - {{name: t{i}, template: next, {(i < 2 ? "" : $"depends: \"t{i - 1} && t{i / 2}\", ")}arguments: {{parameters: [{{name: before, value: \"{(i < 2 ? "none" : "{{tasks.t" + (i - 1) + ".outputs.result}}")}\"}}]}}}}\n";
}
