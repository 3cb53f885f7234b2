namespace MLFlux;

/// <summary>What a column contributes to the score of a row.</summary>
/// <param name="Column">The column, as the data has it before any transform.</param>
/// <param name="Contribution">What it adds, in the unit of the score: below zero where it lowers it.</param>
public sealed record ColumnContribution(string Column, float Contribution);
