namespace MLFlux.Models;

/// <summary>A model file is of a format that only later versions of MLFlux read.</summary>
internal sealed class NewerFormatException(string message) : Exception(message);
