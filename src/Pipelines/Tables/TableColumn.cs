namespace MLFlux;

/// <summary>A column of a table in a text file.</summary>
/// <param name="Name">Its name in the data: that of the header or, without one, <c>Column1</c>, <c>Column2</c>, …</param>
/// <param name="Kind">What its fields hold.</param>
/// <param name="Index">Which field of a line it is, from 0.</param>
public sealed record TableColumn(string Name, TableColumnKind Kind, int Index);
