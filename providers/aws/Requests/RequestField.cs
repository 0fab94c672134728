using System.Reflection;

namespace Runbooks.Providers.Aws.Requests;

/// <summary>One field of a request type.</summary>
/// <param name="Name">The API's own name.</param>
/// <param name="Wrapper">If the API has a structure with this one member where the SDK has a bare value.</param>
internal sealed record RequestField(string Name, PropertyInfo Property, string? Wrapper);
