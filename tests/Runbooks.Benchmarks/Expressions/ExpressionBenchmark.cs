using System.Diagnostics;
using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

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
        MeasureTag(report, "{{=a.b == 'x'}}", Rounds, goal: 1);
        MeasureTag(report, "{{=len(filter(1..100, # % 2 == 0))}}", Rounds / 10, goal: 10);
        MeasureTag(report, "{{=filter(fromJSON(list), # > 97)}}", Rounds / 10, goal: null);
        MeasureTag(report, "{{a.b}}", Rounds, goal: null);
        return Task.CompletedTask;
    }

    /// <summary>As a run fills in a text: through the scopes of item, steps, inputs and workflow.</summary>
    private static void MeasureTag(Report report, string text, int rounds, double? goal)
    {
        var template = TextTemplate.Parse(text);
        TimeSpan Fill()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < rounds; i++) template.Fill(new Nested(new Nested(new Nested(Variables.Instance))));
            return Stopwatch.GetElapsedTime(start);
        }
        Fill();
        var time = Benchmarks.Rounds.Median(Enumerable.Range(0, 5).Select(_ => Fill().TotalMicroseconds / rounds));
        if (goal is null) report.Value(text, $"{time:0.000} µs");
        else report.Bound(text, $"{time:0.000} µs", $"< {goal} µs", time < goal);
    }

    private static void Measure(Report report, string text, int rounds, double? goal)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error)) throw new InvalidOperationException(error.In(text));
        Evaluate(expression, rounds);
        var times = Enumerable.Range(0, 5).Select(_ => Evaluate(expression, rounds).TotalMicroseconds / rounds).Order().ToList();
        if (goal is null) report.Value(text, $"{times[2]:0.000} µs");
        else report.Bound(text, $"{times[2]:0.000} µs", $"< {goal} µs", times[2] < goal);
    }

    private sealed class Variables : Scope
    {
        public static readonly Variables Instance = new();

        private static readonly string List = $"[{string.Join(',', Enumerable.Range(0, 100))}]";

        protected override string? FindHere(string name) => name switch
        {
            "a.b" => "x",
            "list" => List,
            _ => null,
        };

        protected override IEnumerable<string> NamesUnderHere(string name) => name switch
        {
            "" => ["a", "list"],
            "a" => ["b"],
            _ => [],
        };
    }

    private sealed class Nested(Scope outer) : Scope(outer)
    {
        protected override string? FindHere(string name) => name == "item" ? "" : null;

        protected override IEnumerable<string> NamesUnderHere(string name) => name switch
        {
            "" => ["item"],
            _ when name.StartsWith("item", StringComparison.Ordinal) => DottedNames.Under("item.", [], name),
            _ => [],
        };
    }

    private static TimeSpan Evaluate(Expression expression, int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            if (!expression.TryEvaluate(Context, out _, out var error)) throw new InvalidOperationException(error.Message);
        return Stopwatch.GetElapsedTime(start);
    }
}
