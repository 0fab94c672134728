namespace Runbooks.Engine.Argo;

/// <summary>The field is an object whose single key is a provider's name; under it, what that provider's schema says.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProviderBodyAttribute : Attribute;
