package io.dermflow.stack.backup;

import io.dermflow.stack.home.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/// Copies a folder that others may be writing to: a file that disappears meanwhile is left out.
/// Owners, modes and extended attributes (the object store keeps media types in them) come along.
final class FolderCopy extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;
    private final Set<Path> leftOut;

    private FolderCopy(Path from, Path to, Set<Path> leftOut) {
        this.from = from;
        this.to = to;
        this.leftOut = leftOut;
    }

    /// @param leftOut files and folders whose content stays behind, relative; such a folder is
    ///   made, empty
    static void copy(Path from, Path to, Set<Path> leftOut) throws IOException {
        Files.createDirectories(FileTree.parentOf(to));
        Files.walkFileTree(from, new FolderCopy(from, to, leftOut));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        Path target = to.resolve(from.relativize(folder).toString());
        if (Files.notExists(target)) {
            Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return leftOut.contains(from.relativize(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path relative = from.relativize(file);
        if (!leftOut.contains(relative)) {
            try {
                Files.copy(
                        file,
                        to.resolve(relative.toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException _) {
                Files.deleteIfExists(to.resolve(relative.toString()));
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
