using MLFlux.Build;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: FriendAccess OUTPUT_FOLDER ASSEMBLY [ASSEMBLY ...]");
    return 2;
}

Directory.CreateDirectory(args[0]);
foreach (string assembly in args.Skip(1))
{
    string copy = Path.Combine(args[0], Path.GetFileName(assembly));
    File.WriteAllBytes(copy, ReferenceOpener.Open(File.ReadAllBytes(assembly)));
}

return 0;
