namespace MLFlux.Tests.Architecture;

/// <summary>
/// What the folders of <c>src</c> promise: who may know whom, what namespaces are called, where ML.NET's internals are used.
/// </summary>
[TestClass]
public sealed class RoomsTests
{
    /// <summary>The base classes of transformers are public, since the transformers are; nobody writes their names.</summary>
    private const string BaseClasses = "MLFlux.MLNet";

    [TestMethod]
    public void Each_room_knows_only_the_rooms_that_the_table_says()
    {
        string[] wrong = [.. SourceTree.Arrows()
            .Where(arrow => !RoomTable.MayKnow.TryGetValue(arrow.From, out string[]? known) || !known.Contains(arrow.To))
            .Select(arrow => $"{arrow.From} may not know {arrow.To}: {arrow.File} uses {arrow.Type}")
            .Distinct().Order(StringComparer.Ordinal)];
        Assert.IsEmpty(wrong, $"RoomTable.MayKnow does not have these arrows:\n{string.Join('\n', wrong)}");
    }

    [TestMethod]
    public void The_table_has_no_arrow_that_nobody_uses()
    {
        ILookup<string, string> used = SourceTree.Arrows().ToLookup(arrow => arrow.From, arrow => arrow.To);
        string[] unused = [.. from row in RoomTable.MayKnow
                              from room in row.Value
                              where !used[row.Key].Contains(room)
                              select $"{row.Key} no longer uses {room}"];
        Assert.IsEmpty(unused, $"Take them out of RoomTable.MayKnow:\n{string.Join('\n', unused)}");
    }

    [TestMethod]
    public void Rooms_that_know_each_other_are_named_with_a_reason()
    {
        HashSet<(string From, string To)> arrows = [.. SourceTree.Arrows().Select(arrow => (arrow.From, arrow.To))];
        string[] circles = [.. arrows
            .Where(arrow => arrows.Contains((arrow.To, arrow.From)) && string.CompareOrdinal(arrow.From, arrow.To) < 0)
            .Where(arrow => !RoomTable.Mutual.ContainsKey(arrow))
            .Select(arrow => $"{arrow.From} and {arrow.To}").Order(StringComparer.Ordinal)];
        Assert.IsEmpty(circles, $"They know each other, which RoomTable.Mutual does not explain:\n{string.Join('\n', circles)}");
    }

    [TestMethod]
    public void Machinery_is_in_the_namespace_of_its_room_and_what_users_see_in_MLFlux()
    {
        (string File, string Name, string Namespace, bool IsPublic)[] types = [.. SourceTree.Types()];
        HashSet<string> shown = [.. types.Where(type => type is { IsPublic: true, Namespace: "MLFlux" }).Select(type => type.Name)];
        string[] wrong = [.. from type in types
                             where !type.File.Contains("MLFlux.Tool", StringComparison.Ordinal)
                             let room = SourceTree.Room(type.File)
                             let folder = room[(room.IndexOf('/') + 1)..]
                             let own = $"MLFlux.{(room.StartsWith("Experiments", StringComparison.Ordinal) ? "Experiments" : folder)}"
                             where type.Namespace != "MLFlux" && type.Namespace != own
                             select $"{type.Name} in {room} is in {type.Namespace}, expected {own} or MLFlux"];
        Assert.IsEmpty(wrong, string.Join('\n', wrong));

        string[] hidden = [
            .. types.Where(type => type.IsPublic && type.Namespace is not ("MLFlux" or BaseClasses))
            .Select(type => $"{type.Name} in {type.Namespace}")];
        Assert.IsEmpty(hidden, $"using MLFlux; does not show them:\n{string.Join('\n', hidden)}");
        Assert.IsNotEmpty(shown);
    }

    [TestMethod]
    public void What_ML_NET_keeps_to_itself_is_used_in_named_rooms_only()
    {
        string[] projects = ["MLFlux.Transforms", "MLFlux.Trainers", "MLFlux.Pipelines", "MLFlux.Reports", "MLFlux.Experiments",
            "MLFlux.Mpi", "MLFlux.Parquet", "MLFlux.Pretrained", "MLFlux.Serve", "MLFlux.Testing"];
        (string File, string Error)[] files = [.. projects.SelectMany(SourceTree.FriendFiles)];
        string[] wrong = [.. files.Where(file => !RoomTable.FriendAccess.Contains(SourceTree.Room(file.File)))
            .Select(file => $"{Path.GetRelativePath(SourceTree.Root, file.File)}: {file.Error}")];
        Assert.IsEmpty(
            wrong, "These files use internals of ML.NET, outside of "
            + $"{string.Join(", ", RoomTable.FriendAccess)}:\n{string.Join('\n', wrong)}");
        CollectionAssert.IsSubsetOf(RoomTable.FriendAccess, files.Select(file => SourceTree.Room(file.File)).Distinct().ToArray());
    }
}
