namespace Igniter.Connectors.Descriptors;

/// <summary>Learns an action's types, for calls by key.</summary>
internal interface IActionVisitor
{
    void Visit<TInput, TOutput>(ActionDefinition<TInput, TOutput> action);

    void Visit<TInput, TItem>(StreamDefinition<TInput, TItem> action);
}
