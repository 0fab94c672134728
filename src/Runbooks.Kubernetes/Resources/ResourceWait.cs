using System.Text.Json.Nodes;
using Runbooks.Engine.Resources;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.Resources;

/// <summary>Waits until a condition on an object holds: any term of the failure condition fails the step, all of the success condition end it.</summary>
internal sealed class ResourceWait(StepContext step, LabelSelector? success, LabelSelector? failure, TimeProvider time)
{
    // Argo asks every 5 s. What is quick is seen sooner here, what is slow costs no more.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    private TimeSpan _pause = Shortest;

    /// <exception cref="ResourceRefusedException">A condition is none.</exception>
    public static LabelSelector? Parse(string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return LabelSelector.TryParse(text, out var selector, out var error) ? selector : throw new ResourceRefusedException($"resource.{field} '{text}': {error}");
    }

    public bool IsNeeded => success is not null || failure is not null;

    /// <param name="read">The object as it is now.</param>
    /// <returns>The object for which the condition held.</returns>
    /// <exception cref="ResourceRefusedException">The failure condition holds.</exception>
    public async Task<JsonObject> UntilHoldsAsync(Func<Task<JsonObject>> read, CancellationToken cancellation)
    {
        while (true)
        {
            var value = await read();
            if (failure?.Requirements.FirstOrDefault(requirement => Holds(requirement, value)) is { } met)
                throw new ResourceRefusedException($"failure condition '{met.Text}' evaluated true");
            if (success?.Requirements.FirstOrDefault(requirement => !Holds(requirement, value)) is not { } missing) return value;
            step.Journal.Report(new StepProgress(NodePhase.Running, $"waiting for {missing.Text}; it is {Now(missing, value)}"));
            await Task.Delay(_pause, time, cancellation);
            _pause = _pause * 1.5 < Longest ? _pause * 1.5 : Longest;
        }
    }

    private static bool Holds(LabelRequirement requirement, JsonObject value) => requirement.Holds(FieldText.Find(value, requirement.Key));

    private static string Now(LabelRequirement requirement, JsonObject value) =>
        FieldText.Find(value, requirement.Key) is { } text ? text.Length <= 80 ? $"'{text}'" : $"'{text[..80]}…'" : "not there";
}
