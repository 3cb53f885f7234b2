namespace MLFlux.Tests.Graphs;

/// <summary>A graph around one operator.</summary>
/// <param name="Title">What is special about it.</param>
/// <param name="File">The file.</param>
/// <param name="Input">The shape of an example.</param>
/// <param name="Levels">Where an example is of whole numbers, how many different ones.</param>
internal sealed record OperatorCase(string Title, GraphFile File, Shape Input, int Levels = 0);
