namespace MLFlux.Construction;

/// <summary>What a recurrent layer gives of the states it went through.</summary>
internal enum RecurrentOutput
{
    /// <summary>The first part of the last state: [rows, hidden].</summary>
    Last,

    /// <summary>The first part of each state: [rows, time, hidden].</summary>
    Sequence,

    /// <summary>All parts of the last state: [rows, parts, hidden].</summary>
    State,
}
