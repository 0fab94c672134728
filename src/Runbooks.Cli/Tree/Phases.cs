using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Tree;

/// <summary>Argo's symbols for phases; the word always stands beside, since a symbol or a colour alone can't be searched for.</summary>
internal static class Phases
{
    public static string Text(NodePhase phase) => $"{Symbol(phase)} {phase}";

    public static string Text(RunPhase phase) => Text(AsNodePhase(phase));

    public static Segment Colored(NodePhase phase) => Line.Piece(Text(phase), ColorOf(phase));

    public static Segment Colored(RunPhase phase) => Colored(AsNodePhase(phase));

    /// <summary>Another text in the phase's colour.</summary>
    public static Segment Colored(NodePhase phase, string text) => Line.Piece(text, ColorOf(phase));

    public static string Symbol(NodePhase phase) => phase switch
    {
        NodePhase.Pending => "◷",
        NodePhase.Running => "●",
        NodePhase.Succeeded => "✔",
        NodePhase.Skipped or NodePhase.Omitted => "○",
        NodePhase.Failed => "✖",
        NodePhase.Error => "⚠",
        _ => throw new InvalidOperationException($"no symbol for {phase}"),
    };

    private static Color ColorOf(NodePhase phase) => phase switch
    {
        NodePhase.Pending => Color.Olive,
        NodePhase.Running => Color.Teal,
        NodePhase.Succeeded => Color.Green,
        NodePhase.Failed or NodePhase.Error => Color.Maroon,
        _ => Color.Default,
    };

    private static NodePhase AsNodePhase(RunPhase phase) => phase switch
    {
        RunPhase.Pending => NodePhase.Pending,
        RunPhase.Running => NodePhase.Running,
        RunPhase.Succeeded => NodePhase.Succeeded,
        RunPhase.Failed => NodePhase.Failed,
        _ => NodePhase.Error,
    };
}
