namespace Runbooks.Benchmarks.Container;

/// <summary>Container steps against the same Pods made and watched by hand, and the shutdown of 20 instances three ways.</summary>
internal static class ContainerBenchmark
{
    private const int Turns = 9;
    private const int AtOnce = 50;
    private const string HelloWorld = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: hello-world-}
        spec:
          entrypoint: hello-world
          templates:
            - name: hello-world
              container: {image: "busybox:1.36", command: [echo], args: [hello world]}
        """;

    private static string Parallel => $$$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: hello-worlds-}
        spec:
          entrypoint: hello-worlds
          templates:
            - name: hello-worlds
              steps:
                - - {name: hello, template: hello-world, withParam: '[{{{string.Join(", ", Enumerable.Range(0, AtOnce))}}}]'}
            - name: hello-world
              container: {image: "busybox:1.36", command: [echo], args: [hello world]}
        """;

    public static async Task RunAsync(Report report)
    {
        await using var cluster = await Cluster.OpenAsync();
        if (cluster is null)
        {
            report.Note("left out: KUBECONFIG names no cluster (tests/testbed/up brings one up)");
            return;
        }
        await using var service = await Service.StartAsync(cluster.Namespace);
        var (ours, theirs, ratio) = await Rounds.CompareAsync(Turns, () => service.RunAsync(HelloWorld), () => cluster.RunPodsAsync(1));
        report.Compare("hello-world, submitted to Succeeded", Seconds(ours), $"{Seconds(theirs)} by hand", ratio, 1.15);
        await InParallelAsync(report, cluster, service);
        await ShutdownBenchmark.RunAsync(report, cluster, service);
    }

    /// <summary>The machine's load is printed: where others work, too, both sides are slower.</summary>
    private static async Task InParallelAsync(Report report, Cluster cluster, Service service)
    {
        var requests = new ApiRequests(0, 0, 0, 0, 0);
        var processor = TimeSpan.Zero;
        var rounds = 0;
        var (ours, theirs, ratio) = await Rounds.CompareAsync(Turns, OursAsync, () => cluster.RunPodsAsync(AtOnce), between: cluster.SettleAsync);
        report.Compare($"{AtOnce} hello-worlds in parallel, median of {Turns}", Seconds(ours), $"{Seconds(theirs)} by hand", ratio, 1.10);
        report.Value("  its processor time", Seconds(processor / rounds));
        var pods = (double)rounds * AtOnce;
        report.Value("  API requests per Pod until the run has ended: create, log, label", $"{requests.Creates / pods:0.00}, {requests.Logs / pods:0.00}, {requests.Labels / pods:0.00}");
        report.Value("  API requests per round: of events, lists and watches of Pods", $"{requests.Events / rounds:0.0}, {requests.Reads / rounds:0.0}");
        report.Note($"  load of the machine afterwards: {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown")}");

        async Task OursAsync()
        {
            var (before, spent) = (await cluster.RequestsAsync(), Environment.CpuUsage.TotalTime);
            await service.RunAsync(Parallel);
            requests += await cluster.RequestsAsync() - before;
            processor += Environment.CpuUsage.TotalTime - spent;
            rounds++;
        }
    }

    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";
}
