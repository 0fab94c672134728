using Runbooks.Benchmarks;
using Runbooks.Benchmarks.Container;
using Runbooks.Benchmarks.Engine;
using Runbooks.Benchmarks.Expressions;
using Runbooks.Benchmarks.Lint;
using Runbooks.Benchmarks.Native;
using Runbooks.Benchmarks.Startup;

Dictionary<string, Func<Report, Task>> all = new()
{
    ["engine"] = EngineBenchmark.RunAsync,
    ["native"] = NativeBenchmark.RunAsync,
    ["container"] = ContainerBenchmark.RunAsync,
    ["lint"] = LintBenchmark.RunAsync,
    ["expressions"] = ExpressionBenchmark.RunAsync,
    ["startup"] = StartupBenchmark.RunAsync,
};

var names = args.Where(argument => argument != "--check").DefaultIfEmpty("all").ToList();
if (names.Find(name => name != "all" && !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'. Usage: dotnet run -c Release --project tests/Runbooks.Benchmarks -- [{string.Join('|', all.Keys)}|all] [--check]");
    return 2;
}
var report = new Report(Console.Out);
if (!await DurablePostgres.CheckAsync(report)) return 3;
foreach (var (name, runAsync) in all.Where(benchmark => names.Contains("all") || names.Contains(benchmark.Key)))
{
    report.Head(name);
    await runAsync(report);
}
return report.Missed > 0 && args.Contains("--check") ? 1 : 0;
