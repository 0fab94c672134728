namespace Runbooks.Engine.Expressions;

/// <summary>The places of a document that hold an expression.</summary>
public enum ExpressionPlace
{
    /// <summary><c>{{=…}}</c></summary>
    TemplateTag,
    RetryStrategy,
    Hook,
    ValueFrom,
    FromExpression,
    LabelsFrom,
    EventMetadata,
    Depends,
    HttpSuccessCondition,
    DataTransformation,
    CronStopStrategy,
    EventSelector,
    RbacRule,
}
