namespace Igniter.Connectors.Generators;

/// <summary>A hash of 64 bits over a sequence (FNV-1a): wide enough that two surfaces of one hash don't occur.</summary>
internal struct StableHash
{
    public static StableHash Start => new() { Value = 14695981039346656037 };

    public ulong Value { get; private set; }

    public void Add(string text)
    {
        foreach (char character in text)
        {
            Mix(character);
        }

        // Ends the text: no character has this value.
        Mix(0x10000);
    }

    public void Add(int number) => Mix(unchecked((uint)number));

    public void Add(ulong hash)
    {
        Mix(hash & 0xffffffff);
        Mix(hash >> 32);
    }

    private void Mix(ulong value) => Value = unchecked((Value ^ value) * 1099511628211);
}
