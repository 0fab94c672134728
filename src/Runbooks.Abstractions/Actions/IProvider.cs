using System.Text.Json.Nodes;
using Runbooks.Schemas;

namespace Runbooks.Actions;

/// <summary>
/// The native actions of one cloud. A step chooses it by the single key of its <c>plugin</c> template:
/// <code>plugin: {aws: {service: ec2, action: DescribeInstances}}</code>
/// </summary>
public interface IProvider
{
    /// <summary>The key under <c>plugin</c>: <c>aws</c>, <c>azure</c>, …</summary>
    string Name { get; }

    /// <summary>What may stand under the key: service, action, parameters, where, credentials, query, waitFor, expect.</summary>
    Schema Schema { get; }

    /// <summary>
    /// Everything wrong with a body that can be known before a call: unknown service, action or field, wrong type, missing region.
    /// Strings may still hold <c>{{tags}}</c>; nothing is said about those. Calls no cloud and reads no credentials.
    /// </summary>
    IReadOnlyList<Problem> Check(JsonObject body);

    /// <summary>A body asks for a change in the cloud, as far as can be known before a call. Lint warns where nothing bounds how many are made at once.</summary>
    bool IsChange(JsonObject body) => false;

    /// <summary>
    /// Of a body that <see cref="IsChange"/>: if it isn't known whether it was carried out, it can be found out, or made again without harm.
    /// Lint warns where a retry strategy could be thought to do so, and it can't.
    /// </summary>
    bool IsRepeatable(JsonObject body) => true;

    /// <summary>
    /// A body's result is one text, as far as can be known before a call. Results are JSON, so it keeps its quotes: lint warns where it is used as if it had none.
    /// </summary>
    bool GivesText(JsonObject body) => false;

    /// <summary>
    /// Carries out one step. Failures come back as an outcome; only cancellation is thrown.
    /// </summary>
    Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation);
}
