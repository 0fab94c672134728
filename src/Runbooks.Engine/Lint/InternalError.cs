using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint;

/// <summary>What lint says when it fails itself: one finding, and everything else goes on.</summary>
internal static class InternalError
{
    public const string Rule = "internal";

    /// <param name="part">The part of lint that is at work, for whoever mends it.</param>
    /// <param name="at">Where the document stands that it looks at.</param>
    /// <returns>False if it failed.</returns>
    public static bool Guard(FindingList findings, Position at, string part, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception failure)
        {
            findings.Add(at, "", $"lint failed in '{part}' ({failure.GetType().Name}: {failure.Message}), everything else was looked at; this is a mistake of runbooks: please report it with the document", Rule);
            return false;
        }
    }
}
