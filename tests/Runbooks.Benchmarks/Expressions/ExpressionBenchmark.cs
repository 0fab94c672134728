using System.Diagnostics;
using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions;

namespace Runbooks.Benchmarks.Expressions;

/// <summary>Expressions that are compiled already.</summary>
internal static class ExpressionBenchmark
{
    private const int Rounds = 200_000;

    private static readonly EvaluationContext Context = new()
    {
        Variables = VariableTree.FromJson(JsonNode.Parse($$"""{"a": {"b": "x"}, "n": "5", "list": [{{string.Join(',', Enumerable.Range(0, 100))}}]}""")!.AsObject()),
    };

    public static Task RunAsync(Report report)
    {
        Measure(report, "a.b == 'x'", Rounds, goal: 1);
        Measure(report, "asInt(n) > 3 && a.b in ['x', 'y']", Rounds, goal: null);
        Measure(report, "list | filter(# % 2 == 0) | len()", Rounds / 10, goal: 10);
        Measure(report, "all(list, # >= 0)", Rounds / 10, goal: 10);
        Measure(report, "a.b matches '^[a-z]+$'", Rounds, goal: null);
        Measure(report, "sprig.trunc(3, a.b) + toJson(a)", Rounds, goal: null);
        return Task.CompletedTask;
    }

    private static void Measure(Report report, string text, int rounds, double? goal)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error)) throw new InvalidOperationException(error.In(text));
        Evaluate(expression, rounds);
        var times = Enumerable.Range(0, 5).Select(_ => Evaluate(expression, rounds).TotalMicroseconds / rounds).Order().ToList();
        if (goal is null) report.Value(text, $"{times[2]:0.000} µs");
        else report.Bound(text, $"{times[2]:0.000} µs", $"< {goal} µs", times[2] < goal);
    }

    private static TimeSpan Evaluate(Expression expression, int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            if (!expression.TryEvaluate(Context, out _, out var error)) throw new InvalidOperationException(error.Message);
        return Stopwatch.GetElapsedTime(start);
    }
}
