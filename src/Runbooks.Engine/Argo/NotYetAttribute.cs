namespace Runbooks.Engine.Argo;

/// <summary>The field is known and not carried out yet: a document that has it is told so by name, never half understood.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotYetAttribute : Attribute;
