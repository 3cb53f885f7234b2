namespace MLFlux.Recommendations;

/// <summary>Pairs of a user and an item, by their keys; the n-th user has the n-th item.</summary>
internal sealed record KeyPairs(PairColumns Columns, uint[] Users, uint[] Items)
{
    public int Count => Users.Length;
}
