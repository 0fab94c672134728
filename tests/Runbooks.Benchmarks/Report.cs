using System.Diagnostics;

namespace Runbooks.Benchmarks;

/// <summary>Prints what was measured, one line each, and counts the goals that were missed.</summary>
internal sealed class Report(TextWriter output)
{
    public int Missed { get; private set; }

    public void Head(string benchmark) => output.WriteLine($"\n{benchmark} ({Environment.ProcessorCount} cores, {(Debugger.IsAttached ? "debugger, " : "")}.NET {Environment.Version})");

    public void Note(string text) => output.WriteLine($"  {text}");

    /// <summary>Two sides and how they compare.</summary>
    public void Compare(string what, string ours, string theirs, double ratio, double? goal) =>
        Print($"{what,-58} {ours,14}   vs {theirs,-14} ratio {ratio:0.00}", goal is null ? null : $"goal ≤ {goal:0.00}", goal is null || ratio <= goal);

    /// <summary>One side and its bound.</summary>
    public void Bound(string what, string measured, string goal, bool isMet) => Print($"{what,-58} {measured,14}   {"",-28}", $"goal {goal}", isMet);

    public void Value(string what, string measured) => Print($"{what,-58} {measured,14}", null, true);

    private void Print(string line, string? goal, bool isMet)
    {
        if (!isMet) Missed++;
        output.WriteLine($"  {line}{(goal is null ? "" : $"   {goal}  {(isMet ? "met" : "MISSED")}")}".TrimEnd());
    }
}
