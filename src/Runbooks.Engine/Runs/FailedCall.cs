using Runbooks.Actions;

namespace Runbooks.Engine.Runs;

/// <summary>A step that has failed though its call, which changes something, was or may have been carried out: another attempt could do it twice.</summary>
internal static class FailedCall
{
    /// <summary>The first such step of an attempt, be it the attempt itself; null if there is none.</summary>
    public static Node? In(Node attempt) =>
        attempt is { FailedOrErrored: true, Call: not null } ? attempt : attempt.Children.Concat(attempt.HookNodes).Select(In).FirstOrDefault(found => found is not null);

    public static string Describe(Node step) =>
        step.Call == CallFate.Made ? $"the call of '{step.Name}' has been carried out" : $"the call of '{step.Name}' may have been carried out";
}
