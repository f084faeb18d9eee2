using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Takes a call by key to the code that knows the action's types. Not an interface with generic methods: in a native program their code is looked for at
/// run time, which takes longer than the first call itself.
/// </summary>
internal abstract class JsonVisit
{
    public void Visit<TInput, TOutput>(ActionDefinition<TInput, TOutput> action)
    {
        if (this is JsonSingleVisit call)
        {
            call.Run(action);
        }
        else
        {
            ((JsonStreamVisit)this).Refuse();
        }
    }

    public void Visit<TInput, TItem>(StreamDefinition<TInput, TItem> action)
    {
        if (this is JsonStreamVisit stream)
        {
            stream.Run(action);
        }
        else
        {
            ((JsonSingleVisit)this).Refuse();
        }
    }
}
