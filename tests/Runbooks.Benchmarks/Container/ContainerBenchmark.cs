namespace Runbooks.Benchmarks.Container;

/// <summary>Container steps against the same Pods made and watched by hand, and the shutdown of 20 instances three ways.</summary>
internal static class ContainerBenchmark
{
    private const int Turns = 9;
    private const int AtOnce = 50;
    private const int ParallelTurns = 3;

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
        (ours, theirs, ratio) = await Rounds.CompareAsync(ParallelTurns, () => service.RunAsync(Parallel), () => cluster.RunPodsAsync(AtOnce));
        report.Compare($"{AtOnce} hello-worlds in parallel", Seconds(ours), $"{Seconds(theirs)} by hand", ratio, 1.10);
        await ShutdownBenchmark.RunAsync(report, cluster, service);
    }

    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";
}
