namespace MLFlux.Kernels;

/// <summary>One product of a sum.</summary>
/// <param name="Source">How far the source is from that of the group's first tap, in floats.</param>
/// <param name="Weight">How far the weights of a tile of filters are from the channel's first.</param>
internal readonly record struct Tap(int Source, int Weight);
