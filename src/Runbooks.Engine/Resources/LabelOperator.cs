namespace Runbooks.Engine.Resources;

/// <summary>What a <see cref="LabelRequirement"/> asks of a value.</summary>
internal enum LabelOperator
{
    Exists,
    DoesNotExist,
    In,
    NotIn,
    GreaterThan,
    LessThan,
}
